//! Where the output of a container goes.

use stackwright_aws::ecs::LogDriver;
use stackwright_aws::logs::LogGroupHandle;
use stackwright_cfn::logs as cfn;
use stackwright_core::Str;
use stackwright_import::construct::Place;
use stackwright_template::{Map, Node};

use super::container::secret;
use super::size;
use crate::found::{Writing, map_of, refers_to};
use crate::said::{Said, draft, say, text};

/// A driver with its options; nothing where there are no words for it.
pub fn driver(task: &Writing<'_>, node: &Node) -> Option<Said<LogDriver>> {
    let own = map_of(node, &["LogDriver", "Options", "SecretOptions"])?;
    let name = own.get("LogDriver")?.as_str()?;
    let options = match own.get("Options") {
        Some(options) => Some(options.as_map()?),
        None => None,
    };
    let to_group = options.filter(|_| name == "awslogs");
    if let (Some(options), None) = (to_group, own.get("SecretOptions"))
        && let Some(driver) = group(task, options)
    {
        return Some(driver);
    }
    let name = text(name);
    let mut draft = draft!(ecs::LogDriver::named(name));
    for (name, value) in options.into_iter().flat_map(Map::iter) {
        let (name, value) = (text(name.as_str()), task.value::<Str>(value, Place::Text));
        say!(draft.option(name, value));
    }
    let secrets = own.get("SecretOptions").and_then(Node::as_list);
    for own in secrets.unwrap_or_default() {
        let own = map_of(own, &["Name", "ValueFrom"])?;
        let name = text(own.get("Name")?.as_str()?);
        let source = secret(task, own.get("ValueFrom")?);
        say!(draft.secret(name, source));
    }
    Some(draft.said())
}

/// A log group of the template, by its handle.
fn group(task: &Writing<'_>, options: &Map) -> Option<Said<LogDriver>> {
    let node = options.get("awslogs-group")?;
    let group = task.handle::<LogGroupHandle, cfn::LogGroupHandle>(node, "AWS::Logs::LogGroup")?;
    let mut draft = draft!(ecs::LogDriver::awslogs(group));
    let plain = draft.code.clone();
    let mut has_prefix = false;
    for (name, value) in options.iter() {
        let said = || task.value::<Str>(value, Place::Text);
        match (name.as_str(), value.as_str()) {
            ("awslogs-group", _) => {}
            ("awslogs-region", _) if is_own_region(value) => {}
            ("awslogs-region", _) => {
                let region = said();
                say!(draft.region(region));
            }
            ("awslogs-stream-prefix", prefix) => {
                has_prefix = true;
                if prefix != Some("ecs") {
                    let prefix = said();
                    say!(draft.stream_prefix(prefix));
                }
            }
            ("awslogs-datetime-format", _) => {
                let format = said();
                say!(draft.datetime_format(format));
            }
            ("awslogs-multiline-pattern", _) => {
                let pattern = said();
                say!(draft.multiline_pattern(pattern));
            }
            ("mode", Some("non-blocking")) => {
                let size = options.get("max-buffer-size").and_then(Node::as_str);
                match size {
                    Some(size) => {
                        let size = size::mib(size.strip_suffix('m')?.parse().ok()?)?;
                        say!(draft.buffered(size));
                    }
                    None => say!(draft.non_blocking()),
                }
            }
            ("max-buffer-size", Some(_)) if options.contains_key("mode") => {}
            _ => return None,
        }
    }
    if draft.code == plain && refers_to(node).is_some_and(|id| task.world.makes(id)) {
        draft.code = group.code;
    }
    has_prefix.then(|| draft.said())
}

fn is_own_region(node: &Node) -> bool {
    let call = node.as_call();
    call.and_then(|call| call.reference()) == Some("AWS::Region")
}
