use stackwright_core::{Expr, IntoValue, Str};

/// Addresses at the other end of a security-group rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Peer {
    /// The property that names it, in ingress rules.
    pub(crate) ingress: &'static str,
    /// The property that names it, in egress rules.
    pub(crate) egress: &'static str,
    pub(crate) value: Expr,
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
        Peer::of("CidrIp", "CidrIp", block)
    }

    /// A block of IPv6 addresses.
    pub fn ipv6(block: impl IntoValue<Str>) -> Self {
        Peer::of("CidrIpv6", "CidrIpv6", block)
    }

    /// A list of prefixes, by its id.
    pub fn prefix_list(id: impl IntoValue<Str>) -> Self {
        Peer::of("SourcePrefixListId", "DestinationPrefixListId", id)
    }

    fn of(ingress: &'static str, egress: &'static str, value: impl IntoValue<Str>) -> Self {
        Peer {
            ingress,
            egress,
            value: value.into_value().into_expr(),
        }
    }
}
