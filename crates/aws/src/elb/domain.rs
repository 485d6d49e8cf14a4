use stackwright_cfn::kind::elasticloadbalancingv2::CertificateArnOrServerCertificateArn;
use stackwright_core::{IntoValue, Scope, Str, Value};

use super::LoadBalancerHandle;
use crate::certificatemanager::Certificate;
use crate::route53::{HostedZoneHandle, Record};

/// A name that leads to a load balancer.
#[derive(Clone, Debug)]
pub(super) struct Domain {
    pub name: Value<Str>,
    pub zone: HostedZoneHandle,
}

impl Domain {
    /// Adds the certificate for the name.
    pub fn certificate(&self, scope: Scope<'_>) -> Value<CertificateArnOrServerCertificateArn> {
        let name = self.zone.name_of(&self.name, scope);
        let certificate = Certificate::new(name, self.zone);
        scope.add("Certificate", certificate).into_value()
    }

    /// Adds the records that lead to the load balancer.
    pub fn records(self, scope: Scope<'_>, balancer: LoadBalancerHandle, ipv6: bool) {
        let record = Record::alias(self.zone, self.name, balancer);
        let record = match ipv6 {
            true => record.dual_stack(),
            false => record,
        };
        scope.add("Record", record);
    }
}
