use std::fmt::Write;

use serde_json::{Value, json};
use stackwright_check::Declaration;
use stackwright_template::{Diagnostic, Severity};

use super::{Report, position};

impl Report {
    /// The report as SARIF 2.1.0, which code hosts show beside the lines of a change.
    ///
    /// <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>
    pub fn to_sarif(&self) -> String {
        let mut codes: Vec<&str> = self.diagnostics().map(|found| found.code).collect();
        codes.sort_unstable();
        codes.dedup();
        let results: Vec<Value> = self
            .files()
            .iter()
            .flat_map(|file| {
                let found = file.diagnostics().iter();
                found.map(|found| result(file.file(), found, &codes))
            })
            .collect();
        let rules: Vec<Value> = codes.iter().map(|code| descriptor(code)).collect();
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": {"driver": {
                    "name": "stackwright",
                    "version": env!("CARGO_PKG_VERSION"),
                    "informationUri": env!("CARGO_PKG_REPOSITORY"),
                    "rules": rules,
                }},
                "invocations": [invocation(self)],
                "columnKind": "unicodeCodePoints",
                "results": results,
            }],
        });
        format!("{log:#}\n")
    }
}

/// Whether all was checked, and what was not.
fn invocation(report: &Report) -> Value {
    let unchecked = report.unchecked();
    let mut invocation = json!({"executionSuccessful": unchecked.is_empty()});
    if !unchecked.is_empty() {
        let notifications = unchecked.iter().map(|unchecked| {
            let file = uri(&unchecked.path().display().to_string());
            json!({
                "level": "error",
                "message": {"text": unchecked.to_string()},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": file}}}],
            })
        });
        invocation["toolExecutionNotifications"] = notifications.collect();
    }
    invocation
}

/// A rule, as far as it is declared.
fn descriptor(code: &str) -> Value {
    let Some(declaration) = stackwright_check::declaration(code) else {
        return json!({"id": code});
    };
    let Declaration {
        title,
        why,
        fix,
        link,
        severity,
        ..
    } = declaration;
    let mut descriptor = json!({
        "id": code,
        "shortDescription": {"text": title},
        "fullDescription": {"text": why},
        "help": {"text": fix},
        "defaultConfiguration": {"level": level(*severity)},
    });
    if !link.is_empty() {
        descriptor["helpUri"] = json!(link);
    }
    descriptor
}

fn result(file: &str, found: &Diagnostic, codes: &[&str]) -> Value {
    let text = match &found.help {
        Some(help) => format!("{}\nhelp: {help}", found.message),
        None => found.message.clone(),
    };
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri(file)},
            "region": region(found),
        },
    });
    if let Some(name) = found.construct.as_ref().or(found.path.as_ref()) {
        location["logicalLocations"] = json!([{"fullyQualifiedName": name}]);
    }
    json!({
        "ruleId": found.code,
        "ruleIndex": codes.binary_search(&found.code).unwrap_or_default(),
        "level": level(found.severity),
        "message": {"text": text},
        "locations": [location],
    })
}

/// Code hosts want a line: the first stands for the file as a whole.
fn region(found: &Diagnostic) -> Value {
    let Some((line, column)) = position(found) else {
        return json!({"startLine": 1});
    };
    let mut region = json!({"startLine": line, "startColumn": column});
    let end = found.span.end;
    if found.source.is_empty() && found.span.start < end {
        region["endLine"] = json!(end.line);
        region["endColumn"] = json!(end.column);
    }
    region
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A file's name as a relative reference.
fn uri(file: &str) -> String {
    let file = file.strip_prefix("./").unwrap_or(file);
    let file = if cfg!(windows) {
        file.replace('\\', "/")
    } else {
        file.to_owned()
    };
    file.bytes().fold(String::new(), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing into memory cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn names_become_references() {
        assert_eq!(uri("./a b/ü#1.yaml"), "a%20b/%C3%BC%231.yaml");
        assert_eq!(uri("/tmp/web-1.json"), "/tmp/web-1.json");
    }
}
