//! The tree of constructs, as `tree.json` of AWS CDK has it: for what shows an app as a picture.

use stackwright_core::StackTemplate;
use stackwright_template::hash::HashMap;
use stackwright_template::push_json_string;

/// The name of the file in the assembly's directory that has the tree of constructs.
pub const TREE_FILE: &str = "tree.json";

/// What a node says of the construct that made it: where a resource's properties are, its template
/// says, and nobody reads them here.
macro_rules! info {
    ($class:literal) => {
        concat!(
            r#","constructInfo":{"fqn":"stackwright."#,
            $class,
            r#"","version":""#,
            env!("CARGO_PKG_VERSION"),
            r#""}"#
        )
    };
}

/// A construct that is in a template, or is the stack of one.
#[derive(Clone, Copy)]
struct Known<'s> {
    path: &'s str,
    type_name: Option<&'s str>,
    is_stack: bool,
}

/// Begins a node: what is known of it, as far as that is known.
fn begin(text: &mut String, id: &str, path: &str, known: Option<Known<'_>>) {
    let type_name = known.and_then(|known| known.type_name);
    let is_stack = known.is_some_and(|known| known.is_stack);
    text.push_str(r#"{"id":"#);
    push_json_string(text, id);
    text.push_str(r#","path":"#);
    push_json_string(text, path);
    text.push_str(match (type_name, is_stack) {
        (Some(_), _) => info!("Resource"),
        (None, true) => info!("Stack"),
        (None, false) => info!("Construct"),
    });
    if let Some(type_name) = type_name {
        text.push_str(r#","attributes":{"aws:cdk:cloudformation:type":"#);
        push_json_string(text, type_name);
        text.push('}');
    }
}

/// The tree of what the stacks have in their templates, sorted by paths, a construct a line. Written as
/// it goes: scopes may be in each other as deep as they like.
pub(crate) fn tree(stacks: &[&StackTemplate]) -> String {
    let mut text = r#"{"version":"tree-0.1","tree":{"id":"App","path":"""#.to_owned();
    text.push_str(info!("App"));
    // The parts of the path of what is open.
    let mut open: Vec<&str> = Vec::new();
    let mut has_children = vec![false];
    let close = |text: &mut String, had: bool| text.push_str(if had { "}}" } else { "}" });
    for known in sorted(stacks) {
        let (mut at, mut depth) = (0, 0);
        for part in known.path.split('/') {
            let end = at + part.len();
            if open.get(depth) != Some(&part) {
                while open.len() > depth {
                    open.pop();
                    close(&mut text, has_children.pop().unwrap_or_default());
                }
                let is_first = has_children
                    .last_mut()
                    .is_some_and(|had| !std::mem::replace(had, true));
                text.push_str(if is_first { ",\"children\":{\n" } else { ",\n" });
                push_json_string(&mut text, part);
                text.push(':');
                let is_it = end == known.path.len();
                let path = known.path.get(..end).unwrap_or(known.path);
                begin(&mut text, part, path, is_it.then_some(known));
                open.push(part);
                has_children.push(false);
            }
            (at, depth) = (end + 1, depth + 1);
        }
    }
    while let Some(had) = has_children.pop() {
        close(&mut text, had);
    }
    text.push_str("}\n");
    text
}

/// What is in the templates, each once: siblings together, and nobody before his parent.
fn sorted<'s>(stacks: &[&'s StackTemplate]) -> Vec<Known<'s>> {
    let mut all: Vec<Known<'_>> = Vec::new();
    let mut add = |path, type_name, is_stack| {
        all.push(Known {
            path,
            type_name,
            is_stack,
        });
    };
    for stack in stacks.iter().flat_map(|stack| stack.with_nested()) {
        add(&stack.origin.path, None, true);
        let types = stack.template.resources();
        let types = types.filter_map(|one| Some((one.id(), one.resource_type()?)));
        let types: HashMap<&str, &str> = types.collect();
        for (id, origin) in &stack.origins {
            add(&origin.path, types.get(&**id).copied(), false);
        }
    }
    // What parts names comes before every letter.
    all.sort_by_cached_key(|known| known.path.replace('/', "\0"));
    all.dedup_by(|later, first| {
        let is_same = later.path == first.path;
        if is_same {
            first.type_name = first.type_name.or(later.type_name);
            first.is_stack |= later.is_stack;
        }
        is_same
    });
    all
}
