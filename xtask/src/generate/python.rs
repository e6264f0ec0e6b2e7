//! Python: what the package needs from the operation table.

use super::File;

/// The files of this part.
pub(crate) fn files() -> Vec<File> {
    Vec::new()
}
