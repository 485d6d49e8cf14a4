//! Bytes that may be a template: reading and checking them ends, panics never, and says the same twice.
//!
//! CONTRIBUTING.md says how to run it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use stackwright_check::{Options, check};
use stackwright_template::Template;

fuzz_target!(|bytes: &[u8]| {
    let Ok(template) = Template::read(bytes, "template") else {
        return;
    };
    let options = Options::new();
    assert_eq!(check(&template, &options), check(&template, &options));
});
