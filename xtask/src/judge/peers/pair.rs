//! Which resource of ours does what which resource of a peer's does.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::normal::{Resource, mark, rename};

/// The resources of both sides: those that do the same, and those that nobody else has.
#[derive(Default)]
pub struct Paired {
    pub pairs: Vec<(Resource, Resource)>,
    pub ours: Vec<Resource>,
    pub theirs: Vec<Resource>,
}

/// Pairs resources of one type by what they say and by who refers to them, the most alike first;
/// then calls both by our id wherever they are named.
pub fn pair(ours: Vec<Resource>, theirs: Vec<Resource>) -> Paired {
    let (our_marks, their_marks) = (marks(&ours), marks(&theirs));
    let mut scores = Vec::new();
    for (left, our) in our_marks.iter().enumerate() {
        for (right, their) in their_marks.iter().enumerate() {
            let same =
                ours.get(left).map(|one| &one.kind) == theirs.get(right).map(|one| &one.kind);
            if same {
                let alike = our.intersection(their).count();
                scores.push((std::cmp::Reverse(alike), left, right));
            }
        }
    }
    scores.sort();
    let mut partner = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for (_, left, right) in scores {
        if !partner.contains_key(&left) && taken.insert(right) {
            partner.insert(left, right);
        }
    }

    // What everything is called from here on.
    let mut names = BTreeMap::new();
    for our in &ours {
        names.insert(mark(&our.stack, &our.id), format!("${{{}}}", our.id));
    }
    let mut their_names = BTreeMap::new();
    for their in &theirs {
        their_names.insert(mark(&their.stack, &their.id), format!("${{{}}}", their.id));
    }
    for (left, right) in &partner {
        if let (Some(our), Some(their)) = (ours.get(*left), theirs.get(*right)) {
            their_names.insert(mark(&their.stack, &their.id), format!("${{{}}}", our.id));
        }
    }
    let ours = call(ours, &names);
    let mut theirs: Vec<Option<Resource>> =
        call(theirs, &their_names).into_iter().map(Some).collect();

    let mut paired = Paired::default();
    for (left, our) in ours.into_iter().enumerate() {
        let their = partner
            .get(&left)
            .and_then(|right| theirs.get_mut(*right))
            .and_then(Option::take);
        match their {
            Some(their) => paired.pairs.push((our, their)),
            None => paired.ours.push(our),
        }
    }
    paired.theirs = theirs.into_iter().flatten().collect();
    paired
}

fn call(mut all: Vec<Resource>, names: &BTreeMap<String, String>) -> Vec<Resource> {
    for resource in &mut all {
        for (old, new) in names {
            rename(&mut resource.body, old, new);
        }
    }
    all
}

/// By what a resource is known: its values, and where others name it.
fn marks(all: &[Resource]) -> Vec<BTreeSet<String>> {
    let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for other in all {
        leaves(&other.body, "", &mut |path, text| {
            for resource in all {
                if let Some((_, attribute)) = text.split_once(&mark(&resource.stack, &resource.id))
                {
                    let by = format!("{} {path} {attribute}", other.kind);
                    let id = mark(&resource.stack, &resource.id);
                    named.entry(id).or_default().insert(by);
                }
            }
        });
    }
    all.iter()
        .map(|resource| {
            let id = mark(&resource.stack, &resource.id);
            let mut marks = named.remove(&id).unwrap_or_default();
            leaves(&resource.body, "", &mut |path, text| {
                marks.insert(format!("{path}={text}"));
            });
            marks
        })
        .collect()
}

/// Calls a function with every scalar and the names that lead there.
fn leaves(value: &Value, path: &str, leaf: &mut impl FnMut(&str, &str)) {
    match value {
        Value::String(text) => leaf(path, text),
        Value::Array(items) => items.iter().for_each(|item| leaves(item, path, leaf)),
        Value::Object(map) => {
            for (key, item) in map {
                leaves(item, &format!("{path}/{key}"), leaf);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn resource(id: &str, kind: &str, body: Value) -> Resource {
        Resource {
            stack: "S".to_owned(),
            id: id.to_owned(),
            kind: kind.to_owned(),
            body,
        }
    }

    #[test]
    fn roles_are_told_apart_by_who_uses_them() {
        let side = |task: &str, execution: &str| {
            vec![
                resource(execution, "Role", json!({"Trust": "ecs"})),
                resource(task, "Role", json!({"Trust": "ecs"})),
                resource(
                    &format!("{task}Definition"),
                    "Task",
                    json!({
                        "TaskRole": format!("{}.Arn", mark("S", task)),
                        "ExecutionRole": format!("{}.Arn", mark("S", execution)),
                    }),
                ),
            ]
        };
        let mut theirs = side("T2", "E2");
        theirs.reverse();
        theirs.push(resource("Extra", "Bucket", json!({})));
        let paired = pair(side("T1", "E1"), theirs);
        let pairs: Vec<_> = paired
            .pairs
            .iter()
            .map(|(our, their)| (our.id.as_str(), their.id.as_str()))
            .collect();
        assert_eq!(
            pairs,
            [("E1", "E2"), ("T1", "T2"), ("T1Definition", "T2Definition")]
        );
        assert_eq!(paired.theirs[0].id, "Extra");
        // Both call them alike now.
        assert_eq!(paired.pairs[2].0.body, paired.pairs[2].1.body);
        assert_eq!(paired.pairs[2].0.body["TaskRole"], json!("${T1}.Arn"));
    }
}
