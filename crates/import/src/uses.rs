//! What a program imports: found in its text, so that it is just what is used.

use std::collections::BTreeSet;

use crate::construct::Constructs;

/// What programs use of the core, as `use` sorts it.
const CORE: [&str; 44] = [
    "App",
    "AutoScalingRollingUpdate",
    "Bool",
    "Condition",
    "CreationPolicy",
    "DeletionPolicy",
    "Expr",
    "Float",
    "Int",
    "Json",
    "List",
    "Mapping",
    "Output",
    "Parameter",
    "Pseudo",
    "RawResource",
    "Rule",
    "Str",
    "UpdatePolicy",
    "UpdateReplacePolicy",
    "assume",
    "base64",
    "cidr",
    "contains",
    "each_member_equals",
    "each_member_in",
    "get_azs",
    "if_",
    "import_value",
    "join",
    "length",
    "no_value",
    "object",
    "ref_all",
    "select",
    "split",
    "sub",
    "to_json_string",
    "transform",
    "value_of",
    "value_of_all",
    "Stack",
    "Scope",
    "Value",
];

/// The lines with `use` of some code.
pub fn uses(code: &str, constructs: &Constructs) -> String {
    let (names, modules) = used(code);
    let mut text = String::new();
    for (module, names) in constructs {
        let names: Vec<&str> = names.iter().copied().collect();
        line(&mut text, &format!("stackwright::aws::{module}"), &names);
    }
    let is_cfn = modules.contains("cfn");
    let mut services: Vec<&str> = modules.iter().map(String::as_str).collect();
    services.retain(|module| is_service(module));
    match services.as_slice() {
        _ if is_cfn => {
            services.insert(0, "self");
            line(&mut text, "stackwright::cfn", &services);
        }
        [] => {}
        _ => line(&mut text, "stackwright::cfn", &services),
    }
    let core: Vec<&str> = CORE
        .into_iter()
        .filter(|name| names.contains(*name))
        .collect();
    line(&mut text, "stackwright::core", &core);
    text
}

fn is_service(module: &str) -> bool {
    let mut services = stackwright_facts::service_names();
    services.any(|service| stackwright_facts::rust::module(service) == module)
}

/// `use path::{..};`, as rustfmt lays it out.
fn line(text: &mut String, path: &str, names: &[&str]) {
    match names {
        [] => {}
        ["self"] => text.push_str(&format!("use {path};\n")),
        [single] => text.push_str(&format!("use {path}::{single};\n")),
        names => {
            let line = format!("use {path}::{{{}}};\n", names.join(", "));
            if line.len() <= 100 {
                text.push_str(&line);
                return;
            }
            text.push_str(&format!("use {path}::{{\n"));
            let mut current = String::from("   ");
            for name in names {
                if current.len() + name.len() + 2 > 100 {
                    text.push_str(&current);
                    text.push('\n');
                    current = String::from("   ");
                }
                current.push(' ');
                current.push_str(name);
                current.push(',');
            }
            text.push_str(&current);
            text.push_str("\n};\n");
        }
    }
}

/// The names that code uses which are no method, and the modules that paths begin with.
fn used(code: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut names, mut modules) = (BTreeSet::new(), BTreeSet::new());
    let bytes = code.as_bytes();
    let byte = |index: usize| bytes.get(index).copied().unwrap_or(b' ');
    let is_word = |byte: u8| byte == b'_' || byte.is_ascii_alphanumeric();
    let mut at = 0;
    while at < bytes.len() {
        match byte(at) {
            b'"' => {
                at += 1;
                while at < bytes.len() && byte(at) != b'"' {
                    at += if byte(at) == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            b'r' if byte(at + 1) == b'#' && matches!(byte(at + 2), b'#' | b'"') => {
                let fence = bytes
                    .iter()
                    .skip(at + 1)
                    .take_while(|b| **b == b'#')
                    .count();
                let close = format!("\"{}", "#".repeat(fence));
                let behind = at + 2 + fence;
                let rest = code.get(behind..).unwrap_or_default();
                at = behind
                    + rest
                        .find(&close)
                        .map_or(rest.len(), |end| end + close.len());
            }
            b'/' if byte(at + 1) == b'/' => {
                while at < bytes.len() && byte(at) != b'\n' {
                    at += 1;
                }
            }
            c if is_word(c) => {
                let start = at;
                while at < bytes.len() && is_word(byte(at)) {
                    at += 1;
                }
                let before = if start == 0 { b' ' } else { byte(start - 1) };
                let word = code.get(start..at).unwrap_or_default();
                if before == b'.' || before == b':' || before == b'#' {
                    continue;
                }
                if byte(at) == b':' && byte(at + 1) == b':' {
                    modules.insert(word.to_owned());
                }
                names.insert(word.to_owned());
            }
            _ => at += 1,
        }
    }
    (names, modules)
}
