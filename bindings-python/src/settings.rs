//! Whose client it is, and what it is made from.

use std::sync::Arc;

use enkash::bind::python::{raise, settings, settings_from_env};
use enkash::model::{CheckoutConfig, ClientConfig};
use enkash::python_name;
use enkash::{Caller, Checkout, Client, Error};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::store::Store;

/// The settings of a merchant's or of a customer's client.
pub(crate) enum Settings {
    Client(ClientConfig, Option<Arc<Store>>),
    /// Without keys, and without room for them.
    Checkout(CheckoutConfig),
}

impl Settings {
    pub(crate) fn client(py: Python<'_>, settings: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        let Some(settings) = settings else { return Settings::Client(self::settings(py, None)?, None).checked(py) };
        // The one setting that is no value.
        let name = python_name!(py, "token_store");
        let store = settings.get_item(name)?.filter(|store| !store.is_none());
        let settings = settings.copy()?;
        if settings.contains(name)? {
            settings.del_item(name)?;
        }
        Settings::Client(self::settings(py, Some(&settings))?, self::store(store.as_ref())?).checked(py)
    }

    pub(crate) fn checkout(py: Python<'_>, settings: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Settings::Checkout(self::settings(py, settings)?).checked(py)
    }

    pub(crate) fn from_env(py: Python<'_>, token_store: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Settings::Client(settings_from_env(py)?, self::store(token_store)?).checked(py)
    }

    /// A caller is made once for its checks; the one that is used is made by the first call, in the process that calls.
    fn checked(self, py: Python<'_>) -> PyResult<Self> {
        self.caller().map_err(|error| raise(py, error))?;
        Ok(self)
    }

    /// A new caller, with connections of its own.
    pub(crate) fn caller(&self) -> Result<Caller, Error> {
        Ok(match self {
            Settings::Client(config, None) => Client::new(config.clone())?.caller().clone(),
            Settings::Client(config, Some(store)) => {
                Client::with_token_store(config.clone(), Arc::clone(store) as _)?.caller().clone()
            }
            Settings::Checkout(config) => Checkout::new(config.clone())?.caller().clone(),
        })
    }
}

fn store(given: Option<&Bound<'_, PyAny>>) -> PyResult<Option<Arc<Store>>> {
    given.map(|store| Store::new(store).map(Arc::new)).transpose()
}
