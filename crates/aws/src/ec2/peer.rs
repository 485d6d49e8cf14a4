use stackwright_cfn::kind::ec2::PrefixListId;
use stackwright_core::{Expr, IntoValue, Str, Text};

use super::VpcHandle;

/// Addresses at the other end of a security-group rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Peer {
    /// The property that names it, in ingress rules.
    pub(crate) ingress: &'static str,
    /// The property that names it, in egress rules.
    pub(crate) egress: &'static str,
    pub(crate) value: Expr,
    description: Option<Text>,
    /// What it is called where nothing else is said.
    name: Text,
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
        self.description = Some(text.into());
        self
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
            description: None,
            name,
        }
    }

    /// The description of a rule: `tcp 80 from 10.0.0.0/16`.
    pub(super) fn text(&self, what: &str, direction: &str) -> String {
        match &self.description {
            Some(text) => text.to_string(),
            None => [what, direction, self.name.as_ref()].join(" "),
        }
    }
}
