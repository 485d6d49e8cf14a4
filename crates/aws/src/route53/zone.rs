use stackwright_cfn::kind::route53::HostedZoneId;
use stackwright_cfn::route53 as cfn;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, DeletionPolicy, IntoValue, Scope, Str, Value, With, handle, non_empty, sub,
};

use crate::ec2::VpcHandle;
use crate::logs::LogGroupHandle;

/// A zone: the names below a domain, as Route 53 answers for them.
///
/// A public one answers everybody, once the domain's registrar names its
/// [servers](cfn::HostedZoneHandle::name_servers). It stays when it leaves the stack, because another
/// one of the same name has other servers.
///
/// A change of the name replaces it.
///
/// ```
/// use stackwright_aws::route53::{HostedZone, Record};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let zone = web.add("Zone", HostedZone::imported("Z0123456789ABC", "example.com"));
/// web.add("Mail", Record::mx(zone, "", [(10, "mail.example.com")]));
/// ```
///
/// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html>
#[derive(Clone, Debug)]
pub struct HostedZone {
    name: Value<Str>,
    comment: Option<Value<Str>>,
    vpcs: Vec<VpcHandle>,
    logs: Option<LogGroupHandle>,
    removal_policy: DeletionPolicy,
}

impl HostedZone {
    /// A public zone for a domain, as `example.com`.
    pub fn new(name: impl IntoValue<Str>) -> Self {
        HostedZone {
            name: name.into_value(),
            comment: None,
            vpcs: Vec::new(),
            logs: None,
            removal_policy: DeletionPolicy::RetainExceptOnCreate,
        }
    }

    /// A zone that answers in a VPC of this region and nowhere else. It goes with its stack.
    ///
    /// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html>
    pub fn private(name: impl IntoValue<Str>, vpc: impl Into<VpcHandle>) -> Self {
        let mut zone = HostedZone::new(name);
        zone.vpcs.push(vpc.into());
        zone.removal_policy = DeletionPolicy::Delete;
        zone
    }

    /// A zone that exists, by its id and the domain's name. Records are added to it, and nothing else
    /// of it is changed.
    pub fn imported(
        id: impl IntoValue<HostedZoneId>,
        name: impl IntoValue<Str>,
    ) -> ImportedHostedZone {
        ImportedHostedZone {
            id: id.into_value(),
            name: name.into_value(),
            is_private: false,
        }
    }

    /// Answers in another VPC of this region as well; only for private ones.
    pub fn also_in(mut self, vpc: impl Into<VpcHandle>) -> Self {
        self.vpcs.push(vpc.into());
        self
    }

    /// Says what it is for.
    pub fn describe(mut self, text: impl IntoValue<Str>) -> Self {
        self.comment = Some(text.into_value());
        self
    }

    /// Writes who asked for what into a log group, which has to be in `us-east-1`, and to let Route 53
    /// write by a policy of CloudWatch Logs.
    ///
    /// <https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html>
    pub fn query_logs(mut self, group: impl Into<LogGroupHandle>) -> Self {
        self.logs = Some(group.into());
        self
    }

    /// What becomes of it when it leaves the stack.
    pub fn removal_policy(mut self, policy: DeletionPolicy) -> Self {
        self.removal_policy = policy;
        self
    }
}

/// Kept on a zone.
pub(crate) struct Zone {
    pub name: Value<Str>,
    #[cfg_attr(
        not(feature = "certificatemanager"),
        allow(dead_code, reason = "certificates ask")
    )]
    pub is_private: bool,
}

const NAME: &str = "ZoneName";

fn keep(name: Value<Str>, is_private: bool, scope: Scope<'_>) {
    scope.define(NAME, name.clone());
    scope.set_data(Zone { name, is_private });
}

impl Construct for HostedZone {
    type Handle = HostedZoneHandle;

    fn build(self, scope: Scope<'_>) -> HostedZoneHandle {
        use cfn::hosted_zone as part;

        let is_private = !self.vpcs.is_empty();
        let vpcs = self.vpcs.into_iter().map(|vpc| {
            let region = sub!("{AWS::Region}");
            part::Vpc::new().vpc_id(vpc).vpc_region(region)
        });
        let zone = cfn::HostedZone::new()
            .name(self.name.clone())
            .with(self.comment, |zone, text| {
                zone.hosted_zone_config(part::HostedZoneConfig::new().comment(text))
            })
            .with(non_empty(vpcs), |zone, vpcs| zone.vpcs(vpcs))
            .with(self.logs, |zone, group| {
                let logs = part::QueryLoggingConfig::new();
                zone.query_logging_config(logs.cloud_watch_logs_log_group_arn(group))
            });
        let resource = scope.add("Resource", zone);
        scope.of(resource).removal_policy(self.removal_policy);
        scope.set_primary(resource);
        keep(self.name, is_private, scope);
        HostedZoneHandle::new(scope)
    }
}

/// A zone that exists; see [`HostedZone::imported`].
#[derive(Clone, Debug)]
pub struct ImportedHostedZone {
    id: Value<HostedZoneId>,
    name: Value<Str>,
    is_private: bool,
}

impl ImportedHostedZone {
    /// Says that it answers in VPCs only.
    pub fn private(mut self) -> Self {
        self.is_private = true;
        self
    }
}

impl Construct for ImportedHostedZone {
    type Handle = HostedZoneHandle;

    fn build(self, scope: Scope<'_>) -> HostedZoneHandle {
        scope.define("Ref", self.id.clone());
        scope.define("Id", self.id);
        keep(self.name, self.is_private, scope);
        HostedZoneHandle::new(scope)
    }
}

handle! {
    /// Names a zone.
    pub struct HostedZoneHandle(cfn::HostedZoneHandle);
}

impl HostedZoneHandle {
    /// The domain's name.
    pub fn zone_name(self) -> Value<Str> {
        Value::attribute(stackwright_core::Handle::node(self), NAME)
    }

    /// A whole name in the zone: of `shop`, of `shop.example.com`, or of nothing, for the domain itself.
    pub(crate) fn name_of(self, name: &Value<Str>, scope: Scope<'_>) -> Value<Str> {
        let zone = scope.data::<Zone>(self);
        let zone = zone.map_or_else(|| self.zone_name(), |zone| zone.name.clone());
        let (said, domain) = (name.expr().as_str(), zone.expr().as_str());
        match (said, domain) {
            (Some(""), _) => zone,
            (Some(said), Some(domain)) if is_in(said, domain) => name.clone(),
            (Some(said), Some(domain)) => format!("{said}.{domain}").into_value(),
            // What only the deployment knows is taken for a whole name.
            (None, _) => name.clone(),
            _ => sub!("{name}.{zone}"),
        }
    }

    /// Reports a name that looks like a whole one, of another domain.
    pub(super) fn check_name(self, name: &Value<Str>, scope: Scope<'_>) {
        let Some(zone) = scope.data::<Zone>(self) else {
            return;
        };
        let (Some(said), Some(domain)) = (name.expr().as_str(), zone.name.expr().as_str()) else {
            return;
        };
        if is_in(said, domain) || !is_whole(said) {
            return;
        }
        let message = format!("`{said}` is no name in the zone of `{domain}`");
        let [said, domain] = [said, domain].map(|one| one.trim_end_matches('.'));
        let help = format!(
            "name the zone that it is in, or say `{said}.{domain}` if that is the name that is meant"
        );
        scope.report(codes::R53101.finding(message).help(help));
    }
}

/// Whether a name is a domain, or one below it; with or without the dot at its end, in any case.
fn is_in(name: &str, domain: &str) -> bool {
    let [name, domain] = [name, domain].map(|one| one.trim_end_matches('.').to_ascii_lowercase());
    let before = name.strip_suffix(&domain);
    before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
}

/// Whether a name looks like a whole one. Most ends of domains are words that a name within a zone may end
/// in as well, as `api.dev`; these are hardly.
fn is_whole(name: &str) -> bool {
    let ends = [".", ".com", ".net", ".org"];
    name.len() > 1 && ends.iter().any(|end| name.ends_with(end))
}
