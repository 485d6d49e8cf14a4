use stackwright_core::{Construct, Query, Scope, Text};

use super::{text, unknown};
use crate::route53::{HostedZone, HostedZoneHandle};

impl HostedZone {
    /// A zone that exists, found by the name of its domain; see [look-ups](crate::lookup). It adds
    /// nothing.
    ///
    /// ```
    /// use stackwright_aws::route53::HostedZone;
    /// use stackwright_core::App;
    ///
    /// let app = App::new();
    /// let web = app.stack("Web").environment("111122223333", "eu-west-1");
    /// let zone = web.add("Zone", HostedZone::lookup("example.com"));
    /// # assert_eq!(app.synth().diagnostics[0].code, "APP136");
    /// ```
    pub fn lookup(domain: impl Into<Text>) -> HostedZoneLookup {
        HostedZoneLookup {
            domain: domain.into(),
            vpc: None,
        }
    }
}

/// A zone that is looked up; see [`HostedZone::lookup`].
#[derive(Clone, Debug)]
pub struct HostedZoneLookup {
    domain: Text,
    vpc: Option<Text>,
}

impl HostedZoneLookup {
    /// One that answers in this VPC and in no public place: several may have one name.
    pub fn private_in(mut self, vpc_id: impl Into<Text>) -> Self {
        self.vpc = Some(vpc_id.into());
        self
    }
}

impl Construct for HostedZoneLookup {
    type Handle = HostedZoneHandle;

    fn build(self, scope: Scope<'_>) -> HostedZoneHandle {
        let mut query = Query::new("hosted-zone").with("domainName", &*self.domain);
        if let Some(vpc) = &self.vpc {
            query = query.with("privateZone", true).with("vpcId", &**vpc);
        }
        let zone = match scope.look_up(query) {
            // As AWS CDK keeps it: `/hostedzone/Z0123456789ABC`.
            Some(found) => {
                let id = text(&found, "Id");
                let id = id.strip_prefix("/hostedzone/").unwrap_or(id);
                HostedZone::imported(id.to_owned(), self.domain)
            }
            None => HostedZone::imported(unknown(), self.domain),
        };
        match self.vpc {
            Some(_) => zone.private().build(scope),
            None => zone.build(scope),
        }
    }
}
