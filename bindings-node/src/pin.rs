//! Keeps the library in memory, and the panic message short.
//!
//! Node unloads an addon when the last worker that loaded it ends. Our runtime's thread would then run code that is no
//! longer there.

use std::sync::Once;

/// Does both, once for the process.
pub(crate) fn pin() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        pin_library();
        // The standard library is linked statically, so this is about this addon's panics only.
        enkash::bind::fault::hush();
    });
}

#[cfg(unix)]
fn pin_library() {
    let mut found = std::mem::MaybeUninit::<libc::Dl_info>::zeroed();
    // SAFETY: `dladdr` only reads the address, and fills the structure when it returns non-zero.
    unsafe {
        if libc::dladdr(pin as *const libc::c_void, found.as_mut_ptr()) != 0 {
            let path = found.assume_init().dli_fname;
            // It is loaded already; the handle is leaked on purpose.
            libc::dlopen(path, libc::RTLD_LAZY | libc::RTLD_NOLOAD | libc::RTLD_NODELETE);
        }
    }
}

#[cfg(windows)]
fn pin_library() {
    const FROM_ADDRESS: u32 = 4;
    const PIN: u32 = 1;
    #[link(name = "kernel32")]
    unsafe extern "system" {
        fn GetModuleHandleExW(flags: u32, address: *const std::ffi::c_void, module: *mut isize) -> i32;
    }
    let mut module = 0;
    // SAFETY: with FROM_ADDRESS the second argument is an address inside the module, which this function's is.
    unsafe { GetModuleHandleExW(FROM_ADDRESS | PIN, pin as *const std::ffi::c_void, &mut module) };
}
