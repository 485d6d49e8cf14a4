use std::time::Duration;

use stackwright_cfn::kind::certificatemanager::CertificateArn;
use stackwright_cfn::vpclattice as cfn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle, sub};

use super::LatticeAuth;
use crate::iam::{Grant, Statement};
use crate::units::whole_seconds;

/// A name under which tasks in several VPCs and accounts are called.
///
/// It adds `AuthPolicy`, where [`auth`](Self::auth) is said. A change of its name or its domain replaces
/// it.
///
/// <https://docs.aws.amazon.com/vpc-lattice/latest/ug/services.html>
///
/// ```
/// use stackwright_aws::vpclattice::LatticeService;
/// use stackwright_core::App;
///
/// let app = App::new();
/// let orders = app.stack("Web").add("Orders", LatticeService::new().name("orders"));
/// ```
#[derive(Clone, Debug, Default)]
pub struct LatticeService {
    name: Option<Value<Str>>,
    auth: Option<LatticeAuth>,
    domain: Option<(Value<Str>, Value<CertificateArn>)>,
    idle_timeout: Option<Duration>,
}

impl LatticeService {
    /// A service that everybody may call who reaches it.
    pub fn new() -> Self {
        LatticeService::default()
    }

    /// A service that exists, by its ARN. It is left alone.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedLatticeService {
        ImportedLatticeService(arn.into_value())
    }

    /// Names it: 3 to 40 small letters, digits and hyphens. A change replaces it.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Who may call it; everybody who reaches it, if this is not said.
    pub fn auth(mut self, auth: LatticeAuth) -> Self {
        self.auth = Some(auth);
        self
    }

    /// A name of your own for it, with the certificate that it shows for HTTPS. A change of the name
    /// replaces it. A record of your zone has to point to the name that VPC Lattice gives it.
    pub fn domain(
        mut self,
        name: impl IntoValue<Str>,
        certificate: impl IntoValue<CertificateArn>,
    ) -> Self {
        self.domain = Some((name.into_value(), certificate.into_value()));
        self
    }

    /// How long a connection may be without a request: 1 to 10 minutes.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = Some(timeout);
        self
    }
}

impl Construct for LatticeService {
    type Handle = LatticeServiceHandle;

    fn build(self, scope: Scope<'_>) -> LatticeServiceHandle {
        use cfn::service::AuthType;

        let kind = match self.auth {
            Some(_) => AuthType::AwsIam,
            None => AuthType::None,
        };
        let service = cfn::Service::new()
            .with(self.name, |service, name| service.name(name))
            .auth_type(kind)
            .with(self.domain, |service, (name, certificate)| {
                (service.custom_domain_name(name)).certificate_arn(certificate)
            })
            .with(self.idle_timeout, |service, timeout| {
                service.idle_timeout_seconds(whole_seconds(timeout))
            });
        let service = scope.add("Resource", service);
        scope.set_primary(service);
        if let Some(auth) = self.auth {
            auth.attach(service.arn().assume(), scope);
        }
        LatticeServiceHandle::new(scope)
    }
}

/// A service that exists; see [`LatticeService::imported`].
#[derive(Clone, Debug)]
pub struct ImportedLatticeService(Value<Str>);

impl Construct for ImportedLatticeService {
    type Handle = LatticeServiceHandle;

    fn build(self, scope: Scope<'_>) -> LatticeServiceHandle {
        scope.define("Ref", self.0.clone());
        scope.define("Arn", self.0);
        LatticeServiceHandle::new(scope)
    }
}

handle! {
    /// Names a service of VPC Lattice.
    pub struct LatticeServiceHandle(cfn::ServiceHandle);
}

impl LatticeServiceHandle {
    /// The right to call it, for the role of a caller. The service's [policy](LatticeService::auth)
    /// has to let the role in, too.
    pub fn invoke(self) -> Grant {
        let arn: Value<Str> = self.arn().assume();
        Statement::allow(["vpc-lattice-svcs:Invoke"])
            .on([sub!("{arn}/*")])
            .into()
    }
}
