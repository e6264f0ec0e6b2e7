//! JavaScript values.
