//! What is to be read about rules: made of their declarations, which say it once.

use std::fmt::Write;

use stackwright_check::{Declaration, Family, declaration, declarations};
use stackwright_codes::{RETIRED, Retired};

/// The page about a code, in Markdown: what is wrong, why, what to do, and both ways of writing
/// it. `stackwright explain` prints it.
pub fn page(declaration: &Declaration) -> String {
    let Declaration {
        code,
        severity,
        title,
        why,
        fix,
        link,
        bad,
        good,
        ..
    } = declaration;
    let family = family(declaration);
    let mut page = format!(
        "# {code}: {title}\n\n{severity}, {family}\n\n## Why\n\n{why}\n\n## What to do\n\n{fix}\n"
    );
    if declaration.family == Family::Program {
        page.push_str("\nA program reports it while it is built, before there is a template.\n");
    }
    for (heading, template) in [("Bad", bad), ("Good", good)] {
        let template = template.trim_matches('\n');
        if !template.is_empty() {
            // Writing into memory cannot fail.
            let _ = write!(page, "\n## {heading}\n\n```yaml\n{template}\n```\n");
        }
    }
    if !link.is_empty() {
        let _ = write!(page, "\n<{link}>\n");
    }
    page
}

/// The page about a code that is retired: what says it now, and the pages about that.
pub fn retired_page(retired: &Retired) -> String {
    let by = retired.successors.join("` or `");
    let mut text = format!(
        "# {}: retired\n\nWhat it said is said by `{by}`.\n",
        retired.name
    );
    let successors = retired
        .successors
        .iter()
        .filter_map(|code| declaration(code));
    for successor in successors {
        let _ = write!(text, "\n{}", page(successor));
    }
    text
}

/// The page about a hazard that `diff` finds.
pub fn hazard_page(hazard: &stackwright_change::HazardCode) -> String {
    format!(
        "# {}: {}\n\nerror, of `diff`\n\n## Why\n\n{}\n\n## What to do\n\n{}\n\n<{}>\n",
        hazard.code, hazard.title, hazard.why, hazard.fix, hazard.page
    )
}

/// The table of all codes, in Markdown, with links to their pages.
pub fn table() -> String {
    let mut table = "# Rules\n\n\
        What `stackwright check` looks for and, in the family `program`, what constructs report\n\
        before there is a template. This table and the pages are made of the rules' declarations:\n\
        `UPDATE_DOCS=1 cargo test -p stackwright-cli` writes them.\n\n\
        | code | severity | family | what is wrong |\n|---|---|---|---|\n"
        .to_owned();
    for declaration in declarations() {
        let Declaration {
            code,
            severity,
            title,
            ..
        } = declaration;
        let title = title.replace('|', "\\|");
        let family = family(declaration);
        let _ = writeln!(
            table,
            "| [{code}](rules/{code}.md) | {severity} | {family} | {title} |"
        );
    }
    table.push_str(
        "\n## Retired\n\n\
        What other codes say now. `stackwright explain` and acknowledgements know them still.\n\n\
        | code | what says it now |\n|---|---|\n",
    );
    for Retired {
        name, successors, ..
    } in RETIRED
    {
        let links = successors
            .iter()
            .map(|code| format!("[{code}](rules/{code}.md)"));
        let links: Vec<String> = links.collect();
        let _ = writeln!(table, "| {name} | {} |", links.join(", "));
    }
    table
}

/// All codes, one a line: code, severity, family, title. `stackwright rules` prints it.
pub fn list() -> String {
    let rows = declarations().map(|declaration| {
        let severity = declaration.severity.to_string();
        (declaration, severity, family(declaration))
    });
    let rows: Vec<_> = rows.collect();
    let widest = |width: fn(&(&Declaration, String, String)) -> usize| {
        rows.iter().map(width).max().unwrap_or_default()
    };
    let severities = widest(|(_, severity, _)| severity.len());
    let families = widest(|(_, _, family)| family.len());
    rows.iter().fold(
        String::new(),
        |mut list, (declaration, severity, family)| {
            let Declaration { code, title, .. } = declaration;
            let _ = writeln!(
                list,
                "{code}  {severity:severities$}  {family:families$}  {title}"
            );
            list
        },
    )
}

/// The family's name, in lower case.
fn family(declaration: &Declaration) -> String {
    format!("{:?}", declaration.family).to_lowercase()
}
