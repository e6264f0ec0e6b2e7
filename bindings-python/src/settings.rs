//! Whose client it is, and what it is made from.

use enkash::bind::python::{raise, settings, settings_from_env};
use enkash::model::{CheckoutConfig, ClientConfig};
use enkash::{Caller, Checkout, Client, Error};
use pyo3::prelude::*;
use pyo3::types::PyDict;

/// The settings of a merchant's or of a customer's client.
pub(crate) enum Settings {
    Client(ClientConfig),
    /// Without keys, and without room for them.
    Checkout(CheckoutConfig),
}

impl Settings {
    pub(crate) fn client(py: Python<'_>, settings: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Settings::Client(self::settings(py, settings)?).checked(py)
    }

    pub(crate) fn checkout(py: Python<'_>, settings: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Settings::Checkout(self::settings(py, settings)?).checked(py)
    }

    pub(crate) fn from_env(py: Python<'_>) -> PyResult<Self> {
        Settings::Client(settings_from_env(py)?).checked(py)
    }

    /// A caller is made once for its checks; the one that is used is made by the first call, in the process that calls.
    fn checked(self, py: Python<'_>) -> PyResult<Self> {
        self.caller().map_err(|error| raise(py, error))?;
        Ok(self)
    }

    /// A new caller, with connections of its own.
    pub(crate) fn caller(&self) -> Result<Caller, Error> {
        Ok(match self {
            Settings::Client(config) => Client::new(config.clone())?.caller().clone(),
            Settings::Checkout(config) => Checkout::new(config.clone())?.caller().clone(),
        })
    }
}
