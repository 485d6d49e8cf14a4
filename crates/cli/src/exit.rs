//! What a call ends with.

/// Done, and no error found.
pub(crate) const SUCCESS: u8 = 0;
/// The app or a template has errors.
pub(crate) const ERRORS: u8 = 1;
/// The command was not understood, or could not be carried out.
pub(crate) const FAILURE: u8 = 2;
