use stackwright_cfn::wafv2 as cfn;
use stackwright_core::{Construct, IntoValue, List, Scope, Str, Value, With, handle};

use super::reach::Reach;

/// Addresses that [rules](super::Caller::addresses) are about.
///
/// ```
/// use stackwright_aws::wafv2::{Caller, IpSet, Rule, WebAcl};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let office = web.add("Office", IpSet::ipv4(["203.0.113.0/24"]));
/// let acl = WebAcl::regional()
///     .rule(Rule::allow("Office", Caller::addresses(office)))
///     .block_by_default();
/// web.add("Firewall", acl);
/// ```
///
/// A change of its name, or of what it is for, replaces it.
///
/// # Findings
///
/// - `WAF101`: one for CloudFront in a stack that is not in `us-east-1`.
///
/// <https://docs.aws.amazon.com/waf/latest/developerguide/waf-ip-set-managing.html>
#[derive(Clone, Debug)]
pub struct IpSet {
    reach: Reach,
    version: cfn::ip_set::IpAddressVersion,
    addresses: Value<List<Str>>,
    name: Option<Value<Str>>,
    description: Option<Value<Str>>,
}

impl IpSet {
    /// Blocks of IPv4 addresses, as `203.0.113.0/24`, for what is regional.
    pub fn ipv4(addresses: impl IntoValue<List<Str>>) -> Self {
        IpSet::new(cfn::ip_set::IpAddressVersion::Ipv4, addresses.into_value())
    }

    /// Blocks of IPv6 addresses, for what is regional.
    pub fn ipv6(addresses: impl IntoValue<List<Str>>) -> Self {
        IpSet::new(cfn::ip_set::IpAddressVersion::Ipv6, addresses.into_value())
    }

    fn new(version: cfn::ip_set::IpAddressVersion, addresses: Value<List<Str>>) -> Self {
        IpSet {
            reach: Reach::Regional,
            version,
            addresses,
            name: None,
            description: None,
        }
    }

    /// A set that exists, by its ARN. It is left alone.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedIpSet {
        ImportedIpSet(arn.into_value())
    }

    /// For web ACLs of CloudFront, in a stack in `us-east-1` (`WAF101`).
    pub fn for_cloudfront(mut self) -> Self {
        self.reach = Reach::CloudFront;
        self
    }

    /// Names it. A named one cannot be replaced by CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.description = Some(text.into_value());
        self
    }
}

impl Construct for IpSet {
    type Handle = IpSetHandle;

    fn build(self, scope: Scope<'_>) -> IpSetHandle {
        self.reach.check_region("a set of addresses", scope);
        let set = cfn::IpSet::new()
            .with(self.name, |set, name| set.name(name))
            .with(self.description, |set, text| set.description(text))
            .scope(match self.reach {
                Reach::Regional => cfn::ip_set::Scope::Regional,
                Reach::CloudFront => cfn::ip_set::Scope::Cloudfront,
            })
            .ip_address_version(self.version)
            .addresses(self.addresses);
        scope.set_primary(scope.add("Resource", set));
        scope.set_data(self.reach);
        IpSetHandle::new(scope)
    }
}

/// A set that exists; see [`IpSet::imported`].
#[derive(Clone, Debug)]
pub struct ImportedIpSet(Value<Str>);

impl Construct for ImportedIpSet {
    type Handle = IpSetHandle;

    fn build(self, scope: Scope<'_>) -> IpSetHandle {
        scope.define("Arn", self.0);
        IpSetHandle::new(scope)
    }
}

handle! {
    /// Names a set of addresses.
    pub struct IpSetHandle(cfn::IpSetHandle);
}
