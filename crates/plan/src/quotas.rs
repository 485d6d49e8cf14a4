//! How near a stack is to what CloudFormation takes.

use stackwright_deployment::Model;
use stackwright_template::{Section, Template};

use crate::Stack;

/// Something of which only so much is taken, and of which there is nearly as much, or more.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Quota {
    /// The path of the stack in the stack that it is about; empty for the stack itself.
    pub nested: String,
    /// Of what.
    pub of: Counted,
    /// How much there is.
    pub count: usize,
    /// How much is taken.
    pub most: usize,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Counted {
    /// The entries of a section, with those that loops make.
    Entries(Section),
    /// The bytes of the template.
    Bytes,
}

/// From which part of a quota on it is near, in percent.
const NEAR: usize = 80;

/// What of a stack is near its quota.
pub(crate) fn of(stack: &Stack) -> Vec<Quota> {
    let mut quotas = Vec::new();
    for (path, template) in stack.templates() {
        let model = Model::new(template, &[]);
        for section in Section::ALL {
            let (Some(most), Some(node)) = (section.max_entries(), template.section(section))
            else {
                continue;
            };
            let written = node.as_map().map_or(0, |map| map.len());
            let count = model.loops().count(section).unwrap_or(written);
            add(&mut quotas, path, Counted::Entries(section), count, most);
        }
    }
    let most = Template::MAX_BYTES;
    add(&mut quotas, "", Counted::Bytes, stack.bytes, most);
    quotas
}

fn add(quotas: &mut Vec<Quota>, path: &str, of: Counted, count: usize, most: usize) {
    if count * 100 >= most * NEAR {
        quotas.push(Quota {
            nested: path.to_owned(),
            of,
            count,
            most,
        });
    }
}
