//! What others may change: other stacks, custom resources, modules.

use stackwright_template::hash::HashSet;

use crate::Deployment;
use crate::model::Use;

/// Resources whose names are handed to something that may do anything with them: add routes,
/// endpoints and rules of its own.
#[derive(Default)]
pub struct HandedOut<'d> {
    whole: HashSet<&'d str>,
    /// VPCs of which nothing but the default security group is.
    default_groups: HashSet<&'d str>,
}

impl<'d> HandedOut<'d> {
    pub(super) fn of(deployment: &'d Deployment<'d>) -> Self {
        let mut handed_out = HandedOut::default();
        let model = deployment.model();
        // What a resource refers to stands together.
        let mut last = None;
        for edge in deployment.edges() {
            let Use::Reference(index) = edge.by else {
                continue;
            };
            let strange = match last {
                Some((from, strange)) if from == edge.from => strange,
                _ => {
                    let from = model.template().resource(edge.from);
                    is_stranger(from.and_then(|from| from.resource_type()))
                }
            };
            last = Some((edge.from, strange));
            if !strange {
                continue;
            }
            let reference = model.references().get(index);
            match reference.and_then(|reference| reference.attribute) {
                Some("DefaultSecurityGroup") => handed_out.default_groups.insert(edge.to),
                _ => handed_out.whole.insert(edge.to),
            };
        }
        handed_out
    }

    /// Whether a resource is among them.
    pub(super) fn has(&self, id: &str) -> bool {
        self.whole.contains(id)
    }

    /// Whether the default security group of a VPC is.
    pub(super) fn has_default_group(&self, vpc: &str) -> bool {
        self.has(vpc) || self.default_groups.contains(vpc)
    }
}

fn is_stranger(type_name: Option<&str>) -> bool {
    type_name.is_none_or(|name| {
        !name.starts_with("AWS::")
            || name.ends_with("::MODULE")
            || matches!(
                name,
                "AWS::CloudFormation::CustomResource"
                    | "AWS::CloudFormation::Stack"
                    | "AWS::CloudFormation::StackSet"
            )
    })
}
