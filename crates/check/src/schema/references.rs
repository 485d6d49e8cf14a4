//! Whether what a property refers to is what belongs there.

use stackwright_facts::{Property, RefValue, Reference, ResourceType};
use stackwright_template::{Call, Function, Node};

use super::identifiers::beginning;
use super::violation::What;
use super::walk::{At, Engine, said};
use crate::ParameterType;
use crate::model::is_no_value;

/// What a reference gives.
struct Given<'n> {
    resource: &'n str,
    resource_type: &'n str,
    /// The attribute; `None` for `Ref`.
    attribute: Option<&'n str>,
}

impl Engine<'_, '_> {
    pub(super) fn reference(&mut self, property: &Property, call: &Call, node: &Node, at: At<'_>) {
        // What a list holds is said of its items.
        let property = match &property.kind {
            stackwright_facts::PropertyKind::List(item) => item,
            _ => property,
        };
        let (wants, sure) = match property.wants.is_empty() {
            false => (&property.wants, true),
            true => (&property.wants_perhaps, false),
        };
        if wants.is_empty() {
            return;
        }
        if let Some(name) = call.reference()
            && let Some(parameter) = self.model.template().parameter(name)
        {
            let of_type = parameter.parameter_type().and_then(ParameterType::parse);
            let resource_type = of_type.and_then(ParameterType::resource_type);
            let Some(resource_type) = resource_type else {
                return;
            };
            if !is_telling(at.trail.property(), wants)
                || wants
                    .iter()
                    .any(|want| related(&want.resource_type, resource_type))
            {
                return;
            }
            let item = of_type.map_or("", |t| t.item);
            let found = format!("{}, a parameter of type `{item}`", said(call));
            self.wrong_reference(found, wants, None, sure, node, at);
            return;
        }
        let (resource, attribute) = match (call.function, call.get_att()) {
            (Function::GetAtt, Some(get_att)) => match get_att.attribute.as_str() {
                Some(attribute) => (get_att.resource, Some(attribute)),
                None => return,
            },
            (Function::Ref, _) => (call.reference().unwrap_or_default(), None),
            _ => return,
        };
        let template = self.model.template();
        let Some(resource_type) = template.resource(resource).and_then(|r| r.resource_type())
        else {
            return;
        };
        let Some(facts) = self.model.facts(resource_type) else {
            return;
        };
        let given = Given {
            resource,
            resource_type,
            attribute,
        };
        if self.is_name_of_group(&given, at) {
            let found = format!("{}, the name of a group without `VpcId`", said(call));
            let help = Some(format!("write `!GetAtt {}.GroupId`", given.resource));
            self.wrong_reference(found, wants, help, sure, node, at);
            return;
        }
        let is_other = sure && is_of_another_kind(&given, facts, wants);
        if !is_other
            && (fits(&given, facts, wants) || sure && fits_exactly(&given, &property.wants_perhaps))
        {
            return;
        }
        let listed = wants
            .iter()
            .find(|want| want.resource_type == resource_type);
        if listed.is_none() && !is_telling(at.trail.property(), wants) {
            return;
        }
        let help = listed.map(|want| match &want.attribute {
            Some(attribute) => format!("write `!GetAtt {}.{attribute}`", given.resource),
            None => format!("write `!Ref {}`", given.resource),
        });
        let found = match given.attribute {
            Some(_) => format!("{} of a `{resource_type}`", said(call)),
            None => format!("{}, a `{resource_type}`", said(call)),
        };
        self.wrong_reference(found, wants, help, sure, node, at);
    }

    /// Whether a group's name stands where its id is wanted: without a VPC, that is what `Ref` gives.
    ///
    /// Launch configurations take names as well as ids:
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-autoscaling-launchconfiguration.html>
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html>
    fn is_name_of_group(&self, given: &Given<'_>, at: At<'_>) -> bool {
        if given.attribute.is_some() || given.resource_type != "AWS::EC2::SecurityGroup" {
            return false;
        }
        let name = at.trail.property();
        let of_launches = || at.facts.identifier == ["LaunchConfigurationName"];
        let wants_id = name.ends_with("GroupId")
            || name.ends_with("GroupIds")
            || name.to_ascii_lowercase().ends_with("vpcsecuritygroups")
            || name == "SecurityGroups" && !of_launches();
        wants_id
            && self
                .model
                .template()
                .resource(given.resource)
                .and_then(|group| group.get("Properties"))
                .and_then(Node::as_map)
                .is_some_and(|own| {
                    own.get("VpcId").is_none_or(is_no_value)
                        && !own.keys().any(|key| key.is_macro())
                })
    }

    fn wrong_reference(
        &mut self,
        found: String,
        wants: &[Reference],
        help: Option<String>,
        sure: bool,
        node: &Node,
        at: At<'_>,
    ) {
        let wanted: Vec<String> = wants.iter().map(ToString::to_string).collect();
        let what = match sure {
            true => What::Reference {
                found,
                wanted,
                help,
            },
            false => What::ReferencePerhaps { found, wanted },
        };
        self.report(at.trail, node.span, what);
    }
}

/// Whether what is given is one of these, to the letter.
fn fits_exactly(given: &Given<'_>, taken: &[Reference]) -> bool {
    taken.iter().any(|one| {
        one.resource_type == given.resource_type && one.attribute.as_deref() == given.attribute
    })
}

/// How attributes end that are no identifiers of Amazon EC2: addresses, names, places, numbers.
const NO_IDS: [&str; 10] = [
    "Arn",
    "AvailabilityZone",
    "Address",
    "CidrBlock",
    "CidrBlocks",
    "DNSName",
    "DnsName",
    "Ip",
    "Port",
    "PublicIp",
];

/// Whether an attribute certainly holds something else than the identifiers that are wanted: those of
/// other resources begin otherwise, and a property that a resource gives back is what it was.
fn is_of_another_kind(given: &Given<'_>, facts: &ResourceType, wants: &[Reference]) -> bool {
    let Some(attribute) = given.attribute.filter(|_| !is_opaque(given)) else {
        return false;
    };
    let wanted: Option<Vec<&str>> = wants.iter().map(beginning).collect();
    let Some(wanted) = wanted.filter(|wanted| !wanted.is_empty()) else {
        return false;
    };
    let own = facts.properties.get(attribute);
    let own = own.and_then(|own| own.wants.iter().map(beginning).collect::<Option<Vec<_>>>());
    let begins = match own.as_deref() {
        Some([first, ..]) => Some(*first),
        _ => beginning(&Reference {
            resource_type: given.resource_type.to_owned(),
            attribute: Some(attribute.to_owned()),
        }),
    };
    match begins {
        Some(begins) => !wanted.contains(&begins),
        None => NO_IDS.iter().any(|end| attribute.ends_with(end)),
    }
}

/// Whether the attributes of a resource are whatever somebody stored, or what another stack puts out.
fn is_opaque(given: &Given<'_>) -> bool {
    let opaque = ["AWS::CloudFormation::", "AWS::Serverless::", "AWS::SSM::"];
    let mut opaque = opaque.iter();
    opaque.any(|prefix| given.resource_type.starts_with(prefix))
}

/// Whether what is given is among what is wanted, or may be.
fn fits(given: &Given<'_>, facts: &ResourceType, wants: &[Reference]) -> bool {
    if is_opaque(given) {
        return true;
    }
    let same = |name: &str| facts.same_as_ref.iter().any(|same| same == name);
    let is_reference = |name: &str| {
        facts
            .reference
            .as_ref()
            .is_some_and(|own| own.name() == name)
            || same(name)
    };
    // What is named after another resource gives what names that: `Ref` of a bucket's policy.
    if given.attribute.is_none_or(is_reference)
        && let Some(RefValue::Property(name)) = &facts.reference
        && let Some(own) = facts.properties.get(name)
        && own.wants.iter().any(|own| wants.contains(own))
    {
        return true;
    }
    if given.attribute.is_none() && facts.reference.is_none() {
        return true;
    }
    let is_of_type = |want: &&Reference| want.resource_type == given.resource_type;
    let mut of_type = wants.iter().filter(is_of_type).peekable();
    if of_type.peek().is_some() {
        return of_type.any(|want| match (want.attribute.as_deref(), given.attribute) {
            (None, None) => true,
            (Some(want), Some(given)) => want == given || is_reference(want) && is_reference(given),
            (None, Some(name)) | (Some(name), None) => is_reference(name),
        }) || given
            .attribute
            .is_some_and(|name| !is_identity(name, facts));
    }
    if wants
        .iter()
        .any(|want| related(&want.resource_type, given.resource_type))
    {
        return true;
    }
    // An attribute may hold what belongs to another resource: the VPC of a subnet.
    given
        .attribute
        .is_some_and(|name| !is_identity(name, facts) && !is_reference(name))
}

/// Whether a property can only hold what is listed. A property for targets of several services, or
/// one whose name speaks of none of them, as `Resources`, takes more than anybody has listed.
pub(super) fn is_telling(property: &str, wants: &[Reference]) -> bool {
    let mut services = wants
        .iter()
        .filter_map(|want| want.resource_type.split("::").nth(1));
    let first = services.next();
    // A function of the serverless transform is a function.
    if services.any(|other| other != "Serverless" && Some(other) != first) {
        return false;
    }
    let lower = property.to_ascii_lowercase();
    let spoken = |word: &str| word.len() > 2 && lower.contains(&word.to_ascii_lowercase());
    wants.iter().any(|want| {
        let names = want.resource_type.split("::").skip(1);
        let attribute = want.attribute.as_deref().filter(|name| *name != "Arn");
        names.chain(attribute).flat_map(words).any(spoken)
    })
}

/// The words of a name: `Target` and `Group` of `TargetGroup`, and all of `VPCEndpoint`.
fn words(name: &str) -> impl Iterator<Item = &str> {
    let mut rest = name;
    std::iter::from_fn(move || {
        let small = rest.find(|c: char| c.is_ascii_lowercase())?;
        let after = rest.get(small..)?;
        let end = after.find(|c: char| c.is_ascii_uppercase());
        let (word, next) = rest.split_at_checked(small + end.unwrap_or(after.len()))?;
        rest = next;
        Some(word)
    })
    .chain((!name.contains(|c: char| c.is_ascii_lowercase())).then_some(name))
}

/// Whether an attribute names the resource itself.
fn is_identity(name: &str, facts: &ResourceType) -> bool {
    name == "Arn" || name == "Id" || facts.identifier.iter().any(|id| id == name)
}

/// Whether two types are the same or forms of each other: an alias or a version of a function, a
/// replica of a key, the cluster of another engine.
fn related(wanted: &str, given: &str) -> bool {
    fn last(name: &str) -> &str {
        name.rsplit("::").next().unwrap_or_default()
    }
    let (of_wanted, of_given) = (last(wanted), last(given));
    // Daemons have definitions of their own, which services cannot take.
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-daemon.html
    let of_daemons = |name: &str| name == "DaemonTaskDefinition";
    if of_daemons(of_wanted) != of_daemons(of_given) {
        return false;
    }
    wanted == given
        || of_wanted.ends_with(of_given)
        || of_given.ends_with(of_wanted)
        || matches!(of_given, "Alias" | "Version" | "AccessPoint")
}
