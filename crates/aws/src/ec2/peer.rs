use stackwright_cfn::kind::ec2::PrefixListId;
use stackwright_core::{Expr, IntoValue, Str, Text};

use super::security_group::description;
use super::{SecurityGroupHandle, VpcHandle};

/// Addresses at the other end of a security-group rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Peer {
    /// The property that names it, in ingress rules.
    pub(crate) ingress: &'static str,
    /// The property that names it, in egress rules.
    pub(crate) egress: &'static str,
    pub(crate) value: Expr,
    description: Description,
    /// What it is called where nothing else is said.
    name: Text,
}

/// What a rule says of itself.
#[derive(Clone, Debug, PartialEq)]
enum Description {
    /// The port and the addresses.
    Own,
    Said(Text),
    /// What is known at deployment only.
    Value(Expr),
    Nothing,
}

impl Peer {
    /// Any IPv4 address.
    pub fn any_ipv4() -> Self {
        Peer::ipv4("0.0.0.0/0")
    }

    /// Any IPv6 address.
    pub fn any_ipv6() -> Self {
        Peer::ipv6("::/0")
    }

    /// A block of IPv4 addresses, as `10.0.0.0/16`.
    pub fn ipv4(block: impl IntoValue<Str>) -> Self {
        let block = block.into_value().into_expr();
        Peer::of(("CidrIp", "CidrIp"), block, "a block of IPv4 addresses")
    }

    /// A block of IPv6 addresses.
    pub fn ipv6(block: impl IntoValue<Str>) -> Self {
        let block = block.into_value().into_expr();
        Peer::of(("CidrIpv6", "CidrIpv6"), block, "a block of IPv6 addresses")
    }

    /// All IPv4 addresses of a VPC. Of an imported one its block [has to be
    /// said](super::ImportedVpc::cidr).
    pub fn vpc(vpc: impl Into<VpcHandle>) -> Self {
        let block = vpc.into().cidr().into_expr();
        Peer::of(("CidrIp", "CidrIp"), block, "the VPC")
    }

    /// A list of prefixes: a `PrefixList` of one's own or of AWS's, or its id.
    ///
    /// A rule for a list counts as so many as the list may have entries; that of CloudFront as 55,
    /// of the 60 that a group has room for at first.
    ///
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html>
    pub fn prefix_list(id: impl IntoValue<PrefixListId>) -> Self {
        let names = ("SourcePrefixListId", "DestinationPrefixListId");
        Peer::of(names, id.into_value().into_expr(), "a list of prefixes")
    }

    /// Says whose addresses they are: the description of the rule, of at most 255 characters. It is
    /// the port and the addresses, if this is not said.
    pub fn describe(mut self, text: impl Into<Text>) -> Self {
        self.description = Description::Said(text.into());
        self
    }

    /// The same, by a text that is known when it is deployed.
    pub fn described_by(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Description::Value(text.into_value().into_expr());
        self
    }

    /// Leaves the description out, for rules that are deployed without one: to describe a rule that stands in a
    /// group takes it away for a moment.
    ///
    /// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-securitygroup-ingress.html>
    pub fn without_description(mut self) -> Self {
        self.description = Description::Nothing;
        self
    }

    /// The members of another group, by a rule that stands in the group itself: for rules that are deployed so. Moved
    /// beside the group, such a rule is lost (`CHG101`). New ones are better
    /// [connections](super::ConnectExt::connect), which stand beside both groups.
    pub fn group(group: impl Into<SecurityGroupHandle>) -> Self {
        let names = ("SourceSecurityGroupId", "DestinationSecurityGroupId");
        let id = group.into().group_id();
        Peer::of(names, id.into_expr(), "a security group")
    }

    fn of(
        (ingress, egress): (&'static str, &'static str),
        value: Expr,
        name: &'static str,
    ) -> Self {
        let name = match &value {
            Expr::Str(text) => text.clone(),
            _ => name.into(),
        };
        Peer {
            ingress,
            egress,
            value,
            description: Description::Own,
            name,
        }
    }

    /// The description of a rule: `tcp 80 from 10.0.0.0/16`.
    pub(super) fn text(&self, what: &str, direction: &str) -> Option<Expr> {
        let text = match &self.description {
            Description::Said(text) => description(text),
            Description::Own => description(&[what, direction, self.name.as_ref()].join(" ")),
            Description::Value(value) => return Some(value.clone()),
            Description::Nothing => return None,
        };
        Some(Expr::from(text))
    }
}
