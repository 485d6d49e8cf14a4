//! Texts in Markdown, as code hosts show it.

/// Text as a cell of a table holds it.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('|', "\\|")
        .replace('<', "&lt;")
        .replace('\n', " ")
}

/// A text that stands as it is written.
pub(crate) fn code(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    // As many backticks around it as are in it, and one more.
    let mut longest = 0;
    let mut run = 0;
    for character in text.chars() {
        run = if character == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let ticks = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    let text = text.replace('|', "\\|").replace('\n', " ");
    format!("{ticks}{space}{text}{space}{ticks}")
}
