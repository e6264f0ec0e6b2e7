//! Node-API with the environment and the status codes out of the way.
//!
//! A [`Js`] lives only while JavaScript has called us or lets us run on its thread, and so do the handles it makes.
//! Every `unsafe` block here has the same reason: the environment is valid and current because of that.

use std::ffi::c_void;
use std::ptr::null_mut;

use napi_sys as sys;

/// A handle of a JavaScript value.
pub(crate) type Value = sys::napi_value;

/// The engine refused: an exception is pending, or it is shutting down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault;

/// What a call may answer.
pub(crate) type Made<T = Value> = Result<T, Fault>;

/// The environment that is running us.
#[derive(Clone, Copy)]
pub(crate) struct Js {
    pub(crate) env: sys::napi_env,
}

/// A value that outlives the call it came with.
pub(crate) struct Kept(sys::napi_ref);

fn done(status: sys::napi_status) -> Made<()> {
    if status == sys::Status::napi_ok { Ok(()) } else { Err(Fault) }
}

/// Calls a function whose last parameter is where the result goes.
macro_rules! ask {
    ($function:ident, $start:expr $(, $argument:expr)*) => {{
        let mut out = $start;
        done(unsafe { sys::$function($($argument,)* &mut out) }).map(|()| out)
    }};
}

impl Js {
    pub(crate) fn undefined(self) -> Made {
        ask!(napi_get_undefined, null_mut(), self.env)
    }
    pub(crate) fn null(self) -> Made {
        ask!(napi_get_null, null_mut(), self.env)
    }
    pub(crate) fn boolean(self, value: bool) -> Made {
        ask!(napi_get_boolean, null_mut(), self.env, value)
    }
    pub(crate) fn number(self, value: f64) -> Made {
        ask!(napi_create_double, null_mut(), self.env, value)
    }
    pub(crate) fn bigint(self, value: i64) -> Made {
        ask!(napi_create_bigint_int64, null_mut(), self.env, value)
    }
    pub(crate) fn string(self, text: &str) -> Made {
        let (start, length) = (text.as_ptr().cast(), text.len().cast_signed());
        if text.is_ascii() {
            // The engine keeps such text as it is; the other way it would look at every byte again.
            return ask!(napi_create_string_latin1, null_mut(), self.env, start, length);
        }
        ask!(napi_create_string_utf8, null_mut(), self.env, start, length)
    }
    pub(crate) fn date(self, millis: f64) -> Made {
        ask!(napi_create_date, null_mut(), self.env, millis)
    }
    /// A Buffer with a copy of the bytes.
    pub(crate) fn buffer(self, bytes: &[u8]) -> Made {
        let (start, length) = (bytes.as_ptr().cast(), bytes.len());
        ask!(napi_create_buffer_copy, null_mut(), self.env, length, start, null_mut())
    }
    pub(crate) fn object(self) -> Made {
        ask!(napi_create_object, null_mut(), self.env)
    }
    pub(crate) fn array(self, length: usize) -> Made {
        ask!(napi_create_array_with_length, null_mut(), self.env, length)
    }
    pub(crate) fn function(self, name: &str, callback: sys::napi_callback) -> Made {
        ask!(
            napi_create_function,
            null_mut(),
            self.env,
            name.as_ptr().cast(),
            name.len().cast_signed(),
            callback,
            null_mut()
        )
    }
    pub(crate) fn freeze(self, object: Value) -> Made {
        done(unsafe { sys::napi_object_freeze(self.env, object) }).map(|()| object)
    }
    pub(crate) fn set(self, object: Value, name: &str, value: Value) -> Made<()> {
        let key = self.string(name)?;
        done(unsafe { sys::napi_set_property(self.env, object, key, value) })
    }
    /// Makes an own property even of a name that means something else when it is set.
    pub(crate) fn define(self, object: Value, name: &str, value: Value) -> Made<()> {
        let property = sys::napi_property_descriptor {
            utf8name: std::ptr::null(),
            name: self.string(name)?,
            method: None,
            getter: None,
            setter: None,
            value,
            attributes: sys::PropertyAttributes::enumerable,
            data: null_mut(),
        };
        done(unsafe { sys::napi_define_properties(self.env, object, 1, &property) })
    }
    pub(crate) fn set_element(self, array: Value, index: u32, value: Value) -> Made<()> {
        done(unsafe { sys::napi_set_element(self.env, array, index, value) })
    }

    pub(crate) fn type_of(self, value: Value) -> sys::napi_valuetype {
        ask!(napi_typeof, sys::ValueType::napi_undefined, self.env, value).unwrap_or(sys::ValueType::napi_undefined)
    }
    pub(crate) fn is_array(self, value: Value) -> bool {
        ask!(napi_is_array, false, self.env, value).unwrap_or(false)
    }
    pub(crate) fn is_date(self, value: Value) -> bool {
        ask!(napi_is_date, false, self.env, value).unwrap_or(false)
    }
    pub(crate) fn get_number(self, value: Value) -> Made<f64> {
        ask!(napi_get_value_double, 0.0, self.env, value)
    }
    pub(crate) fn get_bool(self, value: Value) -> Made<bool> {
        ask!(napi_get_value_bool, false, self.env, value)
    }
    /// A bigint that fits.
    pub(crate) fn get_bigint(self, value: Value) -> Option<i64> {
        let (mut number, mut whole) = (0, false);
        done(unsafe { sys::napi_get_value_bigint_int64(self.env, value, &mut number, &mut whole) }).ok()?;
        whole.then_some(number)
    }
    pub(crate) fn get_date(self, value: Value) -> Made<f64> {
        ask!(napi_get_date_value, f64::NAN, self.env, value)
    }
    pub(crate) fn get_string(self, value: Value) -> Made<String> {
        // Most texts fit here; the engine would have to walk a longer one twice to tell its length.
        let mut short = [0_u8; 128];
        let written = ask!(napi_get_value_string_utf8, 0, self.env, value, short.as_mut_ptr().cast(), short.len())?;
        // A character of up to four bytes may not have fitted, and the last byte is the terminator's.
        if written < short.len() - 5 {
            return String::from_utf8(short[..written].to_vec()).map_err(|_| Fault);
        }
        let length = ask!(napi_get_value_string_utf8, 0, self.env, value, null_mut(), 0)?;
        let mut long = vec![0_u8; length + 1];
        let written = ask!(napi_get_value_string_utf8, 0, self.env, value, long.as_mut_ptr().cast(), long.len())?;
        long.truncate(written);
        String::from_utf8(long).map_err(|_| Fault)
    }
    pub(crate) fn length(self, array: Value) -> Made<u32> {
        ask!(napi_get_array_length, 0, self.env, array)
    }
    /// An element; reading it may run JavaScript.
    pub(crate) fn element(self, array: Value, index: u32) -> Made {
        ask!(napi_get_element, null_mut(), self.env, array, index)
    }
    /// A property; reading it may run JavaScript.
    pub(crate) fn property(self, object: Value, name: &str) -> Made {
        let key = self.string(name)?;
        ask!(napi_get_property, null_mut(), self.env, object, key)
    }
    /// The object's own enumerable properties under text keys; reading them may run JavaScript.
    pub(crate) fn entries(self, object: Value) -> Made<Vec<(String, Value)>> {
        let filter = sys::KeyFilter::enumerable | sys::KeyFilter::skip_symbols;
        let (mode, conversion) = (sys::KeyCollectionMode::own_only, sys::KeyConversion::numbers_to_strings);
        let keys = ask!(napi_get_all_property_names, null_mut(), self.env, object, mode, filter, conversion)?;
        let mut entries = Vec::new();
        for index in 0..self.length(keys)? {
            let key = self.element(keys, index)?;
            let value = ask!(napi_get_property, null_mut(), self.env, object, key)?;
            entries.push((self.get_string(key)?, value));
        }
        Ok(entries)
    }
    /// The bytes of a Buffer, typed array, DataView or ArrayBuffer, copied.
    pub(crate) fn bytes(self, value: Value) -> Option<Vec<u8>> {
        let (mut start, mut length): (*mut c_void, usize) = (null_mut(), 0);
        let none = null_mut();
        if ask!(napi_is_arraybuffer, false, self.env, value).unwrap_or(false) {
            done(unsafe { sys::napi_get_arraybuffer_info(self.env, value, &mut start, &mut length) }).ok()?;
        } else if ask!(napi_is_dataview, false, self.env, value).unwrap_or(false) {
            let env = self.env;
            done(unsafe { sys::napi_get_dataview_info(env, value, &mut length, &mut start, none, null_mut()) }).ok()?;
        } else {
            // A Buffer is a Uint8Array; of the others the length would be in elements.
            let mut kind = -1;
            done(unsafe {
                sys::napi_get_typedarray_info(self.env, value, &mut kind, &mut length, &mut start, none, null_mut())
            })
            .ok()?;
            if kind != sys::TypedarrayType::uint8_array && kind != sys::TypedarrayType::uint8_clamped_array {
                return None;
            }
        }
        if start.is_null() || length == 0 {
            return Some(Vec::new());
        }
        // SAFETY: the engine says that these bytes are the value's, and no JavaScript runs before they are copied.
        Some(unsafe { std::slice::from_raw_parts(start.cast::<u8>(), length) }.to_vec())
    }

    pub(crate) fn keep(self, value: Value) -> Made<Kept> {
        ask!(napi_create_reference, null_mut(), self.env, value, 1).map(Kept)
    }
    pub(crate) fn forget(self, kept: Kept) {
        // SAFETY: the reference was made by `keep` in this environment and is given up here.
        let _ = done(unsafe { sys::napi_delete_reference(self.env, kept.0) });
    }
    /// Calls a kept function.
    pub(crate) fn run(self, function: &Kept, argument: Value) -> Made {
        let function = ask!(napi_get_reference_value, null_mut(), self.env, function.0)?;
        let this = self.undefined()?;
        ask!(napi_call_function, null_mut(), self.env, this, function, 1, &argument)
    }
    pub(crate) fn throw(self, value: Value) {
        // Refused only while the engine shuts down, and then nobody listens.
        let _ = done(unsafe { sys::napi_throw(self.env, value) });
    }
    /// Takes a pending exception away, so that the engine works on.
    pub(crate) fn forgive(self) {
        let _ = ask!(napi_get_and_clear_last_exception, null_mut(), self.env);
    }

    /// A promise and what settles it.
    pub(crate) fn promise(self) -> Made<(sys::napi_deferred, Value)> {
        let mut promise = null_mut();
        let mut deferred = null_mut();
        done(unsafe { sys::napi_create_promise(self.env, &mut deferred, &mut promise) }).map(|()| (deferred, promise))
    }
    pub(crate) fn settle(self, deferred: sys::napi_deferred, result: Result<Value, Value>) {
        // SAFETY: a deferred is settled once: whoever calls this has taken it out of the table of open calls.
        let _ = done(unsafe {
            match result {
                Ok(value) => sys::napi_resolve_deferred(self.env, deferred, value),
                Err(value) => sys::napi_reject_deferred(self.env, deferred, value),
            }
        });
    }
    /// Runs work whose handles are let go of at its end: a batch of answers must not pile them up.
    pub(crate) fn scoped<T>(self, work: impl FnOnce() -> T) -> T {
        let scope = ask!(napi_open_handle_scope, null_mut(), self.env);
        let result = work();
        if let Ok(scope) = scope {
            let _ = done(unsafe { sys::napi_close_handle_scope(self.env, scope) });
        }
        result
    }

    /// Hands Rust data to JavaScript; dropped when JavaScript lets go of it.
    pub(crate) fn external<T>(self, data: T) -> Made {
        unsafe extern "C" fn drop_it<T>(_: sys::napi_env, data: *mut c_void, _: *mut c_void) {
            // SAFETY: made by `Box::into_raw` below, and finalised once.
            drop(unsafe { Box::from_raw(data.cast::<T>()) });
        }
        let data: *mut c_void = Box::into_raw(Box::new(data)).cast();
        ask!(napi_create_external, null_mut(), self.env, data, Some(drop_it::<T>), null_mut())
    }
    /// Rust data behind a value.
    ///
    /// # Safety
    /// The value must be one that [`Js::external`] made with the same type.
    pub(crate) unsafe fn data<'v, T>(self, value: Value) -> Made<&'v T> {
        if self.type_of(value) != sys::ValueType::napi_external {
            return Err(Fault);
        }
        let data = ask!(napi_get_value_external, null_mut(), self.env, value)?;
        // SAFETY: as the caller says; the handle keeps it alive for the call.
        unsafe { data.cast::<T>().as_ref() }.ok_or(Fault)
    }
    /// The arguments of the call that is running.
    pub(crate) fn arguments<const N: usize>(self, info: sys::napi_callback_info) -> Made<[Value; N]> {
        let mut values = [null_mut(); N];
        let mut count = N;
        done(unsafe {
            sys::napi_get_cb_info(self.env, info, &mut count, values.as_mut_ptr(), null_mut(), null_mut())
        })?;
        Ok(values)
    }
}
