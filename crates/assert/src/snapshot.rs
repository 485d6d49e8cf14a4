//! Texts for snapshots.

use stackwright_core::StackTemplate;

/// How many digits a hash of an asset has: those of SHA-256.
const DIGITS: usize = 64;

/// The template of a stack as YAML, for `insta::assert_snapshot!`: all of it, but for the hashes of
/// assets, which change with every byte of what they are hashes of.
///
/// ```
/// use stackwright_core::{App, RawResource};
///
/// let app = App::new();
/// app.stack("Web").add("Topic", RawResource::new("AWS::SNS::Topic"));
/// let synthesis = app.synth();
/// let text = stackwright_assert::snapshot(&synthesis.stacks[0]);
/// assert!(text.contains("Type: AWS::SNS::Topic"));
/// ```
pub fn snapshot(stack: &StackTemplate) -> String {
    redact_asset_hashes(&stack.template.to_yaml())
}

/// A text with `[asset]` in place of each hash of an asset: 64 digits from `0` to `f` in a row,
/// not more and not fewer.
pub fn redact_asset_hashes(text: &str) -> String {
    let is_digit = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    let mut redacted = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_digit) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !is_digit(c)).unwrap_or(from.len());
        let (run, after) = from.split_at(end);
        redacted.push_str(before);
        redacted.push_str(if run.len() == DIGITS { "[asset]" } else { run });
        rest = after;
    }
    redacted.push_str(rest);
    redacted
}
