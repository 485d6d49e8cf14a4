use stackwright_cfn::certificatemanager as cfn;
use stackwright_cfn::kind::certificatemanager::CertificateArn;
use stackwright_codes as codes;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle, non_empty};

use crate::route53::{HostedZoneHandle, Zone};

/// A certificate for names, which AWS makes, renews, and gives to load balancers, distributions and
/// APIs.
///
/// That the names are one's own is proved by a record that Certificate Manager writes into their zone,
/// by itself: nobody has to answer a mail, for which AWS CDK waits unless it is told otherwise, for
/// three days. The zone has to be a public one, whose servers the domain's registrar names.
///
/// A change of its names replaces it: the new one is there before the old one goes.
///
/// # For CloudFront
///
/// Distributions take certificates of `us-east-1` only: put it into a stack of that region, show its ARN
/// as an output, and read that where the distribution is.
///
/// ```
/// use stackwright_aws::certificatemanager::Certificate;
/// use stackwright_aws::route53::HostedZone;
/// use stackwright_core::{App, Output, stack_output};
///
/// let app = App::new();
/// let edge = app.stack("Edge");
/// edge.environment("111122223333", "us-east-1");
/// let zone = edge.add("Zone", HostedZone::imported("Z0123456789ABC", "example.com"));
/// let certificate = edge.add("Certificate", Certificate::new("shop.example.com", zone));
/// edge.add("CertificateArn", Output::new(certificate.arn()));
///
/// // Where the distribution is:
/// let arn = stack_output("Edge", "CertificateArn").region("us-east-1");
/// # let _ = arn;
/// ```
///
/// # Findings
///
/// - `ACM101`: a private zone, in which nobody sees the record.
///
/// <https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html>
#[derive(Clone, Debug)]
pub struct Certificate {
    name: Value<Str>,
    zone: HostedZoneHandle,
    also: Vec<(Value<Str>, HostedZoneHandle)>,
    algorithm: Option<KeyAlgorithm>,
    exportable: bool,
    hidden: bool,
}

/// How a certificate's key is made.
///
/// <https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum KeyAlgorithm {
    /// RSA of 2,048 bits.
    Rsa2048,
    /// The elliptic curve P-256: smaller, and as strong as RSA of 3,072 bits.
    EcPrime256v1,
    /// The elliptic curve P-384.
    EcSecp384r1,
}

impl KeyAlgorithm {
    fn text(self) -> &'static str {
        match self {
            KeyAlgorithm::Rsa2048 => "RSA_2048",
            KeyAlgorithm::EcPrime256v1 => "EC_prime256v1",
            KeyAlgorithm::EcSecp384r1 => "EC_secp384r1",
        }
    }
}

impl Certificate {
    /// A certificate for a name, as `shop.example.com` or `*.example.com`, which is in this zone.
    pub fn new(name: impl IntoValue<Str>, zone: impl Into<HostedZoneHandle>) -> Self {
        Certificate {
            name: name.into_value(),
            zone: zone.into(),
            also: Vec::new(),
            algorithm: None,
            exportable: false,
            hidden: false,
        }
    }

    /// A certificate that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<CertificateArn>) -> ImportedCertificate {
        ImportedCertificate(arn.into_value())
    }

    /// Is for another name of the zone as well.
    pub fn also(self, name: impl IntoValue<Str>) -> Self {
        let zone = self.zone;
        self.also_in(zone, name)
    }

    /// Is for a name of another zone as well.
    pub fn also_in(mut self, zone: impl Into<HostedZoneHandle>, name: impl IntoValue<Str>) -> Self {
        self.also.push((name.into_value(), zone.into()));
        self
    }

    /// How its key is made; [`KeyAlgorithm::Rsa2048`], if this is not said.
    pub fn key_algorithm(mut self, algorithm: KeyAlgorithm) -> Self {
        self.algorithm = Some(algorithm);
        self
    }

    /// Lets it be taken out with its key, for servers of one's own; that costs.
    ///
    /// <https://docs.aws.amazon.com/acm/latest/userguide/acm-exportable-certificates.html>
    pub fn exportable(mut self) -> Self {
        self.exportable = true;
        self
    }

    /// Keeps it out of public logs of certificates; browsers may then refuse it.
    pub fn without_transparency(mut self) -> Self {
        self.hidden = true;
        self
    }
}

impl Construct for Certificate {
    type Handle = CertificateHandle;

    fn build(self, scope: Scope<'_>) -> CertificateHandle {
        use cfn::certificate as part;

        let first = (self.name.clone(), self.zone);
        let mut proved: Vec<Value<Str>> = Vec::new();
        let mut options = Vec::new();
        for (name, zone) in std::iter::once(&first).chain(&self.also) {
            if scope
                .data::<Zone>(*zone)
                .is_some_and(|zone| zone.is_private)
            {
                let path = scope.at(*zone).path();
                let message = format!("a certificate that the private zone `{path}` is to prove");
                scope.report(codes::ACM101.finding(message));
            }
            if !proved.contains(name) {
                proved.push(name.clone());
                let option = part::DomainValidationOption::new().domain_name(name.clone());
                options.push(option.hosted_zone_id(zone.reference()));
            }
        }
        let also = self.also.into_iter().map(|(name, _)| name);
        let certificate = cfn::Certificate::new()
            .domain_name(self.name)
            .validation_method("DNS")
            .domain_validation_options(options)
            .with(non_empty(also), |it, names| {
                it.subject_alternative_names(names)
            })
            .with(self.algorithm, |it, algorithm| {
                it.key_algorithm(algorithm.text())
            })
            .with(self.exportable.then_some(()), |it, ()| {
                it.certificate_export(part::CertificateExport::Enabled)
            })
            .with(self.hidden.then_some(()), |it, ()| {
                let disabled = part::CertificateTransparencyLoggingPreference::Disabled;
                it.certificate_transparency_logging_preference(disabled)
            });
        scope.set_primary(scope.add("Resource", certificate));
        CertificateHandle::new(scope)
    }
}

/// A certificate that exists; see [`Certificate::imported`].
#[derive(Clone, Debug)]
pub struct ImportedCertificate(Value<CertificateArn>);

impl Construct for ImportedCertificate {
    type Handle = CertificateHandle;

    fn build(self, scope: Scope<'_>) -> CertificateHandle {
        scope.define("Ref", self.0.clone());
        scope.define("CertificateArn", self.0);
        CertificateHandle::new(scope)
    }
}

handle! {
    /// Names a certificate.
    pub struct CertificateHandle(cfn::CertificateHandle);
}

impl CertificateHandle {
    /// Its ARN, which is there once the names are proved.
    pub fn arn(self) -> Value<CertificateArn> {
        self.reference()
    }
}
