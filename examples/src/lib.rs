//! Programs to start from; each file beside this folder is one.
