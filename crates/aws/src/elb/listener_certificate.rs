use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::elasticloadbalancingv2::CertificateArnOrServerCertificateArn;
use stackwright_core::{Construct, IntoValue, Scope, Value, handle};

use super::ListenerHandle;

/// A further certificate of a listener, which it shows to those who ask for a host that is in it
/// (SNI).
///
/// It is a resource of its own, so that a service can bring its certificate along to a listener that
/// others own. The listener has 25 of them at most, unless AWS raises the quota.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html>
#[derive(Clone, Debug)]
pub struct ListenerCertificate {
    listener: ListenerHandle,
    certificate: Value<CertificateArnOrServerCertificateArn>,
}

impl ListenerCertificate {
    /// Shows this certificate, by its ARN, as well.
    pub fn new(
        listener: impl Into<ListenerHandle>,
        certificate: impl IntoValue<CertificateArnOrServerCertificateArn>,
    ) -> Self {
        ListenerCertificate {
            listener: listener.into(),
            certificate: certificate.into_value(),
        }
    }
}

impl Construct for ListenerCertificate {
    type Handle = ListenerCertificateHandle;

    fn build(self, scope: Scope<'_>) -> ListenerCertificateHandle {
        super::tls::check_certificate(Some(&self.certificate), scope);
        // CloudFormation takes one certificate a resource.
        let certificate = cfn::listener_certificate::Certificate::new();
        let added = cfn::ListenerCertificate::new()
            .listener_arn(self.listener)
            .certificates([certificate.certificate_arn(self.certificate)]);
        let added = scope.add("Resource", added);
        scope.of(added).only_with(self.listener);
        scope.set_primary(added);
        ListenerCertificateHandle::new(scope)
    }
}

handle! {
    /// Names a further certificate of a listener.
    pub struct ListenerCertificateHandle(cfn::ListenerCertificateHandle);
}
