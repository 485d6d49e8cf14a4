//! What things are called in the program.

use std::collections::HashSet;

use crate::value::snake;

/// The longest id of a template.
const MAX_ID: usize = 255;

/// What the program calls by name already.
const TAKEN: [&str; 31] = [
    "app",
    "assume",
    "base64",
    "build",
    "cidr",
    "contains",
    "each_member_equals",
    "each_member_in",
    "find_in_map",
    "get_azs",
    "if_",
    "import_value",
    "join",
    "json_string",
    "length",
    "logical_id",
    "main",
    "no_value",
    "null",
    "object",
    "ref_all",
    "select",
    "split",
    "stack",
    "strong",
    "sub",
    "to_json_string",
    "transform",
    "value_of",
    "value_of_all",
    "weak",
];

/// The names that are given.
pub struct Taken {
    variables: HashSet<String>,
    ids: HashSet<String>,
}

impl Taken {
    pub fn new() -> Self {
        Taken {
            variables: TAKEN.iter().map(|name| (*name).to_owned()).collect(),
            ids: HashSet::new(),
        }
    }

    /// A variable for what has this id.
    pub fn variable(&mut self, id: &str, kind: &str) -> String {
        let mut name = snake(id);
        if name.starts_with('_') || name.len() > 60 {
            name = format!("the{}", name.chars().take(56).collect::<String>());
        }
        if self.variables.insert(name.clone()) {
            return name;
        }
        let base = format!("{}_{kind}", name.trim_end_matches('_'));
        self.numbered(base)
    }

    fn numbered(&mut self, base: String) -> String {
        if self.variables.insert(base.clone()) {
            return base;
        }
        let mut number = 2;
        loop {
            let name = format!("{base}_{number}");
            if self.variables.insert(name.clone()) {
                return name;
            }
            number += 1;
        }
    }

    /// The id to add something under, and whether its own has to be pinned: what is in several sections
    /// under one id has several ids in the program.
    pub fn id(&mut self, id: &str, kind: &str) -> (String, bool) {
        // This one adds nothing to a path.
        if id != "Default" && self.ids.insert(id.to_owned()) {
            return (id.to_owned(), false);
        }
        let mut other = format!("{id}{kind}");
        while !self.ids.insert(other.clone()) {
            other.push('_');
        }
        (other, true)
    }
}

/// Whether CloudFormation takes this for an id.
pub fn is_id(id: &str) -> bool {
    !id.is_empty() && id.len() <= MAX_ID && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}
