/// How what is in private subnets reaches the internet over IPv4.
///
/// A NAT gateway is paid by the hour, for as long as it is there, and for every gigabyte that goes
/// through it; a way from one zone to a gateway in another is paid for as traffic between zones, too.
/// What goes to S3 goes through the free gateway endpoint of a [`Vpc`](super::Vpc) instead, images of
/// Amazon ECR included. Which of these is chosen is a matter of routes: a change moves no subnet.
///
/// <https://aws.amazon.com/vpc/pricing/>
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Nat {
    /// Not at all, which costs nothing: by [endpoints](super::Vpc::endpoints_for_tasks) alone, or over
    /// IPv6.
    None,
    /// Through one gateway, in the first zone, for the price of one. When that zone fails, the
    /// others have no way out.
    #[default]
    One,
    /// Through a gateway in each zone, for the price of so many. Each zone stands by itself.
    PerZone,
    /// Through one gateway for the VPC that AWS extends to the zones where something is, and that is
    /// paid for in each of these. It needs no public subnet.
    ///
    /// <https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html>
    Regional,
}
