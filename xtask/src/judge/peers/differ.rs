//! The differences between two values, each at the highest place where one side has nothing.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// A difference at a place; a side that has nothing there is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Names, without the numbers of items.
    pub path: String,
    pub ours: Option<Value>,
    pub theirs: Option<Value>,
}

/// All differences between two values.
pub fn differ(ours: &Value, theirs: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    walk("", ours, theirs, &mut found);
    found
}

fn walk(path: &str, ours: &Value, theirs: &Value, found: &mut Vec<Difference>) {
    match (ours, theirs) {
        (Value::Object(left), Value::Object(right)) => {
            for (key, ours) in left {
                let path = join(path, key);
                match right.get(key) {
                    Some(theirs) => walk(&path, ours, theirs, found),
                    None => found.push(only(path, Some(ours), None)),
                }
            }
            for (key, theirs) in right {
                if !left.contains_key(key) {
                    found.push(only(join(path, key), None, Some(theirs)));
                }
            }
        }
        (Value::Array(left), Value::Array(right)) => match (keyed(left), keyed(right)) {
            (Some(left), Some(right)) => {
                walk(path, &Value::Object(left), &Value::Object(right), found);
            }
            _ => items(path, left, right, found),
        },
        (left, right) if left == right => {}
        (left, right) => found.push(only(path.to_owned(), Some(left), Some(right))),
    }
}

/// Pairs items of lists, the most alike first; order is not compared.
fn items(path: &str, ours: &[Value], theirs: &[Value], found: &mut Vec<Difference>) {
    let mut scores = Vec::new();
    for (left, our) in ours.iter().enumerate() {
        for (right, their) in theirs.iter().enumerate() {
            let count = differ(our, their).len();
            // What has less than half in common is another thing.
            if count == 0 || (our.is_object() && 2 * count <= size(our).max(size(their))) {
                scores.push((count, left, right));
            }
        }
    }
    scores.sort_unstable();
    let mut partner: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, left, right) in scores {
        if !partner.contains_key(&left) && !partner.values().any(|taken| *taken == right) {
            partner.insert(left, right);
        }
    }
    for (left, our) in ours.iter().enumerate() {
        match partner.get(&left).and_then(|right| theirs.get(*right)) {
            Some(their) => walk(path, our, their, found),
            None => found.push(only(path.to_owned(), Some(our), None)),
        }
    }
    for (right, their) in theirs.iter().enumerate() {
        if !partner.values().any(|taken| *taken == right) {
            found.push(only(path.to_owned(), None, Some(their)));
        }
    }
}

/// A list of named things as a map.
fn keyed(items: &[Value]) -> Option<Map<String, Value>> {
    let mut map = Map::new();
    for item in items {
        let item = item.as_object()?;
        let (name, key) = ["Key", "Name"]
            .iter()
            .find_map(|name| Some((*name, item.get(*name)?.as_str()?)))?;
        let mut rest = item.clone();
        rest.remove(name);
        let value = match rest.remove("Value") {
            Some(value) if rest.is_empty() => value,
            Some(value) => {
                rest.insert("Value".to_owned(), value);
                Value::Object(rest)
            }
            None => Value::Object(rest),
        };
        map.insert(key.to_owned(), value);
    }
    Some(map)
}

fn size(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(map) => map.values().map(size).sum(),
        _ => 1,
    }
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() {
        key.to_owned()
    } else {
        format!("{path}/{key}")
    }
}

fn only(path: String, ours: Option<&Value>, theirs: Option<&Value>) -> Difference {
    Difference {
        path,
        ours: ours.cloned(),
        theirs: theirs.cloned(),
    }
}

impl Difference {
    /// A whole resource that one side has alone.
    pub fn whole(ours: bool) -> Self {
        let there = Some(json!("there"));
        let (ours, theirs) = if ours { (there, None) } else { (None, there) };
        Self {
            path: String::new(),
            ours,
            theirs,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(ours: Value, theirs: Value) -> Vec<String> {
        differ(&ours, &theirs)
            .into_iter()
            .map(|difference| difference.path)
            .collect()
    }

    #[test]
    fn what_one_side_lacks_is_one_difference() {
        assert_eq!(
            paths(json!({"A": {"B": {"C": 1, "D": 2}}}), json!({"A": {}})),
            ["A/B"]
        );
        assert_eq!(paths(json!({}), json!({"A": 1})), ["A"]);
        assert_eq!(paths(json!({"A": 1}), json!({"A": 1})), [] as [&str; 0]);
    }

    #[test]
    fn named_things_are_compared_by_name() {
        assert_eq!(
            paths(
                json!({"Tags": [{"Key": "a", "Value": "1"}, {"Key": "b", "Value": "2"}]}),
                json!({"Tags": [{"Key": "b", "Value": "3"}, {"Key": "a", "Value": "1"}]}),
            ),
            ["Tags/b"]
        );
    }

    #[test]
    fn items_are_compared_with_what_is_most_alike() {
        let ours = json!({"Rules": [
            {"From": "252", "To": "86", "Protocol": "icmp"},
            {"From": "80", "To": "80", "Protocol": "tcp", "Note": "x"},
        ]});
        let theirs = json!({"Rules": [{"From": "80", "To": "80", "Protocol": "tcp"}]});
        assert_eq!(paths(ours, theirs), ["Rules", "Rules/Note"]);
    }

    #[test]
    fn order_is_not_compared() {
        assert_eq!(
            paths(json!({"A": ["x", "y"]}), json!({"A": ["y", "x"]})),
            [] as [&str; 0]
        );
    }
}
