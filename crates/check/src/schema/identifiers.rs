//! The identifiers that Amazon EC2 gives, which say by their beginning what they identify.

use stackwright_facts::{Property, Reference};
use stackwright_template::Node;

use super::references::is_telling;
use super::violation::What;
use super::walk::{At, Engine, shown};

/// What a reference to a resource, or to an attribute of it, begins with.
const BEGINNINGS: [(&str, Option<&str>, &str); 7] = [
    ("AWS::EC2::InternetGateway", None, "igw-"),
    ("AWS::EC2::NatGateway", None, "nat-"),
    ("AWS::EC2::RouteTable", None, "rtb-"),
    ("AWS::EC2::SecurityGroup", None, "sg-"),
    ("AWS::EC2::Subnet", None, "subnet-"),
    ("AWS::EC2::VPC", None, "vpc-"),
    ("AWS::EC2::VPC", Some("DefaultSecurityGroup"), "sg-"),
];

impl Engine<'_, '_> {
    /// A written identifier of something else than what belongs here.
    pub(super) fn identifier(&mut self, property: &Property, node: &Node, at: At<'_>) {
        let Some(text) = node.as_str().filter(|text| !text.is_empty()) else {
            return;
        };
        let beginnings: Option<Vec<&str>> = property.wants.iter().map(beginning).collect();
        let beginnings = beginnings.unwrap_or_default();
        let Some(first) = beginnings.first() else {
            return;
        };
        let name = at.trail.property();
        if name.ends_with("Name") || !is_telling(name, &property.wants) {
            return;
        }
        if !beginnings
            .iter()
            .any(|beginning| text.starts_with(beginning))
        {
            let what = What::Identifier {
                value: shown(node),
                beginning: (*first).to_owned(),
            };
            self.report(at.trail, node.span, what);
        }
    }
}

fn beginning(wanted: &Reference) -> Option<&'static str> {
    let known = BEGINNINGS.iter().find(|(resource_type, attribute, _)| {
        *resource_type == wanted.resource_type && *attribute == wanted.attribute.as_deref()
    });
    known.map(|(.., beginning)| *beginning)
}
