use stackwright_cfn::ec2 as cfn;
use stackwright_cfn::kind::ec2::SecurityGroupId;
use stackwright_core::{Construct, Expr, IntoValue, Props, Scope, Str, Value, With, handle};

use super::vpc::DualStack;
use super::{ConnectExt, Connectable, Peer, Port, VpcHandle};

/// Who may talk to whom: rules around network interfaces.
///
/// Everything may leave it, over IPv6 as well where the VPC has it, unless [`without_outbound`](Self::without_outbound) is said; nothing may enter
/// but what [`allow_from`](Self::allow_from) and [`connect`](super::ConnectExt::connect) let in.
///
/// <https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html>
#[derive(Clone, Debug)]
pub struct SecurityGroup {
    vpc: VpcHandle,
    description: Option<Value<Str>>,
    name: Option<Value<Str>>,
    ingress: Vec<Expr>,
    egress: Vec<Expr>,
    allow_all_outbound: bool,
    is_bare: bool,
    within: Vec<Port>,
}

impl SecurityGroup {
    /// A group in this VPC.
    pub fn new(vpc: impl Into<VpcHandle>) -> Self {
        SecurityGroup {
            vpc: vpc.into(),
            description: None,
            name: None,
            ingress: Vec::new(),
            egress: Vec::new(),
            allow_all_outbound: true,
            is_bare: false,
            within: Vec::new(),
        }
    }

    /// A group that exists, by its id. Its rules are left alone.
    pub fn imported(id: impl IntoValue<SecurityGroupId>) -> ImportedSecurityGroup {
        ImportedSecurityGroup {
            id: id.into_value(),
            is_open_to_change: false,
        }
    }

    /// Says what it is for; a change replaces the group. At most 255 characters; the path of
    /// the construct if this is not said, where [`moved`](Scope::moved) counts.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }

    /// Names it. A named group cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Lets addresses in on a port. Said twice, it is one rule. Each rule has a description: that of
    /// the [peer](Peer::describe), or the port and the addresses.
    pub fn allow_from(mut self, peer: Peer, port: Port) -> Self {
        let text = peer.text(&port.describe(), "from");
        let rule = rule(port, peer.ingress, peer.value, text);
        push_new(&mut self.ingress, rule);
        self
    }

    /// Lets it reach addresses on a port; what is not allowed so is then forbidden. Said twice, it
    /// is one rule.
    pub fn allow_to(mut self, peer: Peer, port: Port) -> Self {
        self.allow_all_outbound = false;
        let text = peer.text(&port.describe(), "to");
        push_new(&mut self.egress, rule(port, peer.egress, peer.value, text));
        self
    }

    /// Lets what is in the group reach each other on a port, by rules beside the group.
    pub fn allow_within(mut self, port: Port) -> Self {
        self.within.push(port);
        self
    }

    /// Writes no rule for what leaves where none is said: then AWS adds one that lets everything out. For groups that are
    /// deployed so.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html>
    pub fn without_defaults(mut self) -> Self {
        self.is_bare = true;
        self
    }

    /// Lets nothing leave it but what is allowed, or connected, explicitly.
    pub fn without_outbound(mut self) -> Self {
        self.allow_all_outbound = false;
        self
    }
}

impl Construct for SecurityGroup {
    type Handle = SecurityGroupHandle;

    fn build(self, scope: Scope<'_>) -> SecurityGroupHandle {
        let mut egress = self.egress;
        if egress.is_empty() && self.is_bare {
            // AWS adds what lets everything out.
        } else if self.allow_all_outbound {
            egress.push(everything(Peer::any_ipv4()));
            if scope.data::<DualStack>(self.vpc).is_some() {
                egress.push(everything(Peer::any_ipv6()));
            }
        } else if egress.is_empty() {
            egress.push(nothing());
        }
        let group = cfn::SecurityGroup::new()
            .group_description(
                self.description
                    .unwrap_or_else(|| scope.identity_text(description)),
            )
            .with(self.name, |group, name| group.group_name(name))
            .vpc_id(self.vpc)
            .with(some(self.ingress), |group, rules| {
                group.security_group_ingress(rules)
            })
            .with(some(egress), |group, rules| {
                group.security_group_egress(rules)
            });
        scope.set_primary(scope.add("Resource", group));
        let group = SecurityGroupHandle::new(scope);
        for port in self.within {
            scope.connect(group, group, port);
        }
        group
    }
}

/// A group that exists; see [`SecurityGroup::imported`].
#[derive(Clone, Debug)]
pub struct ImportedSecurityGroup {
    id: Value<SecurityGroupId>,
    is_open_to_change: bool,
}

impl ImportedSecurityGroup {
    /// Lets connections add rules to it, as resources of their own.
    pub fn open_to_change(mut self) -> Self {
        self.is_open_to_change = true;
        self
    }
}

impl Construct for ImportedSecurityGroup {
    type Handle = SecurityGroupHandle;

    fn build(self, scope: Scope<'_>) -> SecurityGroupHandle {
        scope.define("Ref", self.id.clone());
        scope.define("Id", self.id.clone());
        scope.define("GroupId", self.id.clone());
        scope.set_data(Imported {
            id: self.id.into_expr(),
            is_open_to_change: self.is_open_to_change,
        });
        SecurityGroupHandle::new(scope)
    }
}

handle! {
    /// Names a security group.
    pub struct SecurityGroupHandle(cfn::SecurityGroupHandle);
}

impl Connectable for SecurityGroupHandle {
    fn guarded_by(self, _: Scope<'_>) -> Option<SecurityGroupHandle> {
        Some(self)
    }
}

impl Connectable for cfn::SecurityGroupHandle {
    fn guarded_by(self, _: Scope<'_>) -> Option<SecurityGroupHandle> {
        Some(self.into())
    }
}

/// What connections need to know of an imported group.
pub(crate) struct Imported {
    pub id: Expr,
    pub is_open_to_change: bool,
}

/// A rule of a group: the ports, and the property that names the other end.
pub(crate) fn rule(
    port: Port,
    peer: &'static str,
    value: Expr,
    description: Option<Expr>,
) -> Props {
    let mut props = Props::new();
    props.set("IpProtocol", Expr::from(port.protocol()));
    if let Some((first, last)) = port.numbers() {
        props.set("FromPort", Expr::Int(first.into()));
        props.set("ToPort", Expr::Int(last.into()));
    }
    props.set(peer, value);
    if let Some(description) = description {
        props.set("Description", description);
    }
    props
}

fn push_new(rules: &mut Vec<Expr>, rule: Props) {
    if !rules.iter().any(|other| is_same(other, &rule)) {
        rules.push(Expr::Map(rule));
    }
}

/// EC2 takes equal rules for one, whatever their descriptions say.
pub(super) fn is_same(other: &Expr, rule: &Props) -> bool {
    let Expr::Map(other) = other else {
        return false;
    };
    let names = ["IpProtocol", "FromPort", "ToPort", "CidrIp", "CidrIpv6"];
    let lists = [
        "SourcePrefixListId",
        "DestinationPrefixListId",
        "SourceSecurityGroupId",
        "DestinationSecurityGroupId",
    ];
    (names.iter().chain(&lists)).all(|name| other.get(name) == rule.get(name))
}

/// A rule that lets everything out.
fn everything(to: Peer) -> Expr {
    let text = to.text("all traffic", "to");
    Expr::Map(rule(Port::all(), to.egress, to.value, text))
}

/// Whether a group with these properties lets everything out. Where its rules are an expression
/// it is left to whoever wrote it.
pub(crate) fn lets_all_out(props: &Props) -> bool {
    match props.get("SecurityGroupEgress") {
        // AWS adds the rule to a group that is made without any.
        None => true,
        Some(Expr::List(rules)) if rules.is_empty() => true,
        Some(Expr::List(rules)) => rules.iter().any(is_everything),
        Some(_) => true,
    }
}

fn is_everything(rule: &Expr) -> bool {
    let Expr::Map(rule) = rule else { return false };
    let says = |name, value| rule.get(name).and_then(Expr::as_str) == Some(value);
    says("IpProtocol", "-1") && says("CidrIp", "0.0.0.0/0")
}

/// A rule that lets nothing out. A group without any egress rule would let everything out:
/// AWS adds that rule when it makes the group. It stays when the group is connected, because
/// the rules of connections stand beside it.
fn nothing() -> Expr {
    Expr::object([
        ("IpProtocol", Expr::from("icmp")),
        ("FromPort", Expr::Int(252)),
        ("ToPort", Expr::Int(86)),
        ("CidrIp", Expr::from("255.255.255.255/32")),
        (
            "Description",
            Expr::from("nothing may leave but what other rules allow"),
        ),
    ])
}

/// A text with the characters that AWS admits in descriptions of groups and rules.
pub(crate) fn description(text: &str) -> String {
    let admitted = |c: char| c.is_ascii_alphanumeric() || " ._-:/()#,@[]+=&;{}!$*".contains(c);
    if text.len() <= 255 && text.chars().all(admitted) {
        return text.to_owned();
    }
    text.chars()
        .map(|c| if admitted(c) { c } else { '_' })
        .take(255)
        .collect()
}

fn some<K>(rules: Vec<Expr>) -> Option<Value<K>> {
    (!rules.is_empty()).then(|| Value::from_expr(Expr::List(rules)))
}
