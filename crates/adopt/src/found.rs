//! What a construct is made of, as it is read in a template.

use std::ops::Deref;
use std::time::Duration;

use stackwright_aws::ec2::{SecurityGroupHandle, SubnetKind, VpcHandle};
use stackwright_aws::iam::RoleHandle;
use stackwright_cfn as cfn;
use stackwright_cfn::kind::ec2::SubnetId;
use stackwright_core::{List, ResourceHandle, Str, Value};
use stackwright_import::construct::{Expression, Path, Place};
use stackwright_template::{Map, Node, Number, Resource, Template};

use crate::said::{Drafted, Said, draft};
use crate::world::World;

const VPC: &str = "AWS::EC2::VPC";

/// A resource that may be the main one of a construct.
#[derive(Clone, Copy)]
pub struct Found<'f> {
    pub template: &'f Template,
    pub resource: Resource<'f>,
}

/// The same, and the program that the construct is to be written in.
pub struct Writing<'f> {
    pub found: Found<'f>,
    pub world: &'f World<'f>,
}

impl<'f> Deref for Writing<'f> {
    type Target = Found<'f>;

    fn deref(&self) -> &Found<'f> {
        &self.found
    }
}

impl<'f> Found<'f> {
    /// A property.
    pub fn get(&self, name: &str) -> Option<&'f Node> {
        self.resource.property(name)
    }

    /// The resources of a type.
    pub fn of_type(&self, type_name: &'static str) -> impl Iterator<Item = Resource<'f>> {
        let all = self.template.resources();
        all.filter(move |own| own.resource_type() == Some(type_name))
    }

    /// A property that is a literal whole number.
    pub fn integer(&self, name: &str) -> Option<i64> {
        integer(self.get(name)?)
    }

    /// Whether a property is a literal `true`.
    pub fn is_true(&self, name: &str) -> bool {
        self.get(name).is_some_and(is_true)
    }
}

impl<'f> Writing<'f> {
    /// A property where a text is taken.
    pub fn text(&self, name: &str) -> Option<Said<Value<Str>>> {
        Some(self.value(self.get(name)?, Place::Text))
    }

    /// A property that names a resource of a type: by an attribute, or by `Ref`.
    pub fn reference<K>(
        &self,
        name: &str,
        type_name: &'static str,
        attribute: Option<&'static str>,
    ) -> Option<Said<Value<K>>> {
        let place = Place::Reference(type_name, attribute);
        Some(self.value(self.get(name)?, place))
    }

    /// A value.
    pub fn value<K>(&self, node: &Node, place: Place) -> Said<Value<K>> {
        Said {
            value: self.world.value(node),
            code: Expression::Value(node.clone(), place),
        }
    }

    /// The handle of what a value names, where that is of a type, and declared before.
    pub fn handle<H, R>(&self, node: &Node, type_name: &str) -> Option<Said<H>>
    where
        H: Copy + From<R> + 'static,
        R: ResourceHandle,
    {
        let id = refers_to(node)?;
        let resource = self.template.resource(id)?;
        (resource.resource_type() == Some(type_name)).then_some(())?;
        Some(Said {
            value: self.world.handle::<H, R>(id)?,
            code: Expression::Named(id.to_owned()),
        })
    }

    /// What a value names that the template does not have, imported under a name.
    pub fn imported<H: Copy + 'static>(
        &self,
        node: &Node,
        name: &str,
        import: impl FnOnce() -> Drafted,
    ) -> Option<Said<H>> {
        match self.is_of_template(node) {
            true => None,
            false => self.world.aid(name, import()),
        }
    }

    /// Whether a value is of a resource of the template.
    pub fn is_of_template(&self, node: &Node) -> bool {
        refers_to(node).is_some_and(|id| self.template.resource(id).is_some())
    }

    /// What a construct is made of, by its handle, where it is declared before.
    pub fn made<H: Copy + 'static>(&self, id: &str) -> Option<Said<H>> {
        Some(Said {
            value: self.world.made_before(id)?,
            code: Expression::Named(id.to_owned()),
        })
    }

    /// The only resource of a type.
    pub fn only(&self, type_name: &'static str) -> Option<&'f str> {
        let mut all = self.of_type(type_name);
        let only = all.next()?.id();
        all.next().is_none().then_some(only)
    }

    /// The VPC that all of the template is in: its only one, or, where it has none, the one that whatever is in a
    /// VPC names.
    pub fn only_vpc(&self) -> Option<Said<VpcHandle>> {
        if let Some(own) = self.of_type(VPC).next() {
            let id = self.only(VPC)?;
            let value = self
                .world
                .handle::<VpcHandle, cfn::ec2::VpcHandle>(own.id())?;
            let code = Expression::Named(id.to_owned());
            return Some(Said { value, code });
        }
        let mut named = self
            .template
            .resources()
            .filter_map(|own| own.property("VpcId"));
        let first = named.next()?;
        named.all(|own| own == first).then_some(())?;
        self.vpc(first)
    }

    /// A VPC: by its handle, where it is one of the template; else imported.
    pub fn vpc(&self, node: &Node) -> Option<Said<VpcHandle>> {
        if let Some(own) = self.handle::<VpcHandle, cfn::ec2::VpcHandle>(node, VPC) {
            return Some(own);
        }
        self.imported(node, "ImportedVpc", || {
            let id = self.value(node, Place::Reference(VPC, None));
            draft!(ec2::Vpc::imported(id)).into()
        })
    }

    /// A security group: by its handle, where it is one of the template; else imported.
    pub fn security_group(&self, node: &Node) -> Option<Said<SecurityGroupHandle>> {
        const GROUP: &str = "AWS::EC2::SecurityGroup";
        if let Some(own) =
            self.handle::<SecurityGroupHandle, cfn::ec2::SecurityGroupHandle>(node, GROUP)
        {
            return Some(own);
        }
        self.imported(node, "ImportedGroup", || {
            let id = self.value(node, Place::Reference(GROUP, None));
            draft!(ec2::SecurityGroup::imported(id)).into()
        })
    }

    /// Which subnets of a VPC these are: all of one kind.
    pub fn kind_of(&self, vpc: VpcHandle, subnets: &Node) -> Option<SubnetKind> {
        let wanted: Value<List<SubnetId>> = self.world.value(subnets);
        let kinds = [
            SubnetKind::Private,
            SubnetKind::Public,
            SubnetKind::Isolated,
        ];
        let mut kinds = kinds.into_iter();
        kinds.find(|kind| self.world.same(vpc.subnets(*kind).expr(), wanted.expr()))
    }

    /// A role: by its handle, where it is one of the template; else imported under a name, where it may be.
    pub fn role(&self, node: &Node, imported: Option<&str>) -> Option<Said<RoleHandle>> {
        const ROLE: &str = "AWS::IAM::Role";
        if let Some(role) = self.handle::<RoleHandle, cfn::iam::RoleHandle>(node, ROLE) {
            return Some(role);
        }
        self.imported(node, imported?, || {
            let arn = self.value(node, Place::Reference(ROLE, Some("Arn")));
            draft!(iam::Role::imported(arn)).into()
        })
    }

    /// A property that is a literal number of seconds.
    pub fn seconds(&self, name: &str) -> Option<Said<Duration>> {
        seconds(u64::try_from(self.integer(name)?).ok()?)
    }
}

/// A literal whole number, which templates also write as a text.
pub fn integer(node: &Node) -> Option<i64> {
    match (node.as_number(), node.as_str()) {
        (Some(Number::Int(value)), _) => Some(value),
        (_, Some(text)) => text.parse().ok(),
        _ => None,
    }
}

/// Whether a value is a literal `true`.
pub fn is_true(node: &Node) -> bool {
    node.as_bool() == Some(true) || node.as_str() == Some("true")
}

/// Whether a value is a literal `false`.
pub fn is_false(node: &Node) -> bool {
    node.as_bool() == Some(false) || node.as_str() == Some("false")
}

/// The resource or parameter that a value is an attribute of.
pub fn refers_to(node: &Node) -> Option<&str> {
    let call = node.as_call()?;
    let get_att = || call.get_att().map(|get_att| get_att.resource);
    call.reference().or_else(get_att)
}

/// The only entry of a list.
pub fn single(node: &Node) -> Option<&Node> {
    match node.as_list()? {
        [single] => Some(single),
        _ => None,
    }
}

/// A map with just these keys.
pub fn map_of<'n>(node: &'n Node, keys: &[&str]) -> Option<&'n Map> {
    let map = node.as_map()?;
    let known = map.keys().all(|key| keys.contains(&key.as_str()));
    known.then_some(map)
}

/// A number of seconds, in the largest unit that has it whole.
pub fn seconds(seconds: u64) -> Option<Said<Duration>> {
    let (count, unit) = match seconds {
        0 => (0, "seconds"),
        own if own % 86_400 == 0 => (own / 86_400, "days"),
        own if own % 3_600 == 0 => (own / 3_600, "hours"),
        own if own % 60 == 0 => (own / 60, "minutes"),
        own => (own, "seconds"),
    };
    let units = Path {
        module: "units",
        import: "DurationExt",
        path: "DurationExt".into(),
    };
    i32::try_from(count).ok()?;
    Some(Said {
        value: Duration::from_secs(seconds),
        code: Expression::Extended(units, count.to_string(), unit),
    })
}

/// A number.
pub fn number<N: std::fmt::Display + Copy>(value: N) -> Said<N> {
    Said {
        value,
        code: Expression::Literal(value.to_string()),
    }
}
