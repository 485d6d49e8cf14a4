use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::elasticloadbalancingv2::CertificateArnOrServerCertificateArn;
use stackwright_codes as codes;
use stackwright_core::{Scope, Text, Value};

use super::TrustStoreHandle;

/// Tells a certificate that is known to be of another region than the listener which is to show it.
pub(super) fn check_certificate(
    certificate: Option<&Value<CertificateArnOrServerCertificateArn>>,
    scope: Scope<'_>,
) {
    let Some(certificate) = certificate else {
        return;
    };
    if let (Some(of), Some(here)) = (crate::region_of(certificate), scope.stack().region())
        && of != here
    {
        let message = format!("a certificate of `{of}` for a listener in `{here}`");
        scope.report(codes::ELB138.finding(message));
    }
}

/// Which versions of TLS a listener speaks, and by which ciphers.
///
/// Names are AWS's: those with `Pq` agree on keys by an algorithm that computers of tomorrow will
/// not undo, where the client can do so as well, and as before where it cannot; `Res` are without
/// weak ciphers, `Ext` with more of them, for old clients; `Fips` are of validated cryptography.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html>
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "each is the name of AWS that it stands for")]
pub enum TlsPolicy {
    /// TLS 1.2 and 1.3: what AWS recommends, and the default here.
    Tls13Tls12ResPq,
    Tls13Pq,
    Tls13Tls12Pq,
    Tls13Tls12Ext1Pq,
    Tls13Tls12Ext2Pq,
    Tls13FipsPq,
    Tls13Tls12FipsPq,
    Tls13Tls12ResFipsPq,
    Tls13Tls12Ext0FipsPq,
    Tls13Tls12Ext1FipsPq,
    Tls13Tls12Ext2FipsPq,
    Tls13,
    Tls13Tls12Res,
    Tls13Tls12,
    Tls13Tls12Ext1,
    Tls13Tls12Ext2,
    /// TLS 1.1 as well: for clients that nobody can replace.
    Tls13Tls11,
    /// TLS 1.0 as well: for clients that nobody can replace.
    Tls13Tls10,
    /// Any other, by its name.
    Other(Text),
}

impl TlsPolicy {
    /// Its name.
    pub fn name(self) -> Text {
        let name = match self {
            TlsPolicy::Tls13Tls12ResPq => "TLS13-1-2-Res-PQ-2025-09",
            TlsPolicy::Tls13Pq => "TLS13-1-3-PQ-2025-09",
            TlsPolicy::Tls13Tls12Pq => "TLS13-1-2-PQ-2025-09",
            TlsPolicy::Tls13Tls12Ext1Pq => "TLS13-1-2-Ext1-PQ-2025-09",
            TlsPolicy::Tls13Tls12Ext2Pq => "TLS13-1-2-Ext2-PQ-2025-09",
            TlsPolicy::Tls13FipsPq => "TLS13-1-3-FIPS-PQ-2025-09",
            TlsPolicy::Tls13Tls12FipsPq => "TLS13-1-2-FIPS-PQ-2025-09",
            TlsPolicy::Tls13Tls12ResFipsPq => "TLS13-1-2-Res-FIPS-PQ-2025-09",
            TlsPolicy::Tls13Tls12Ext0FipsPq => "TLS13-1-2-Ext0-FIPS-PQ-2025-09",
            TlsPolicy::Tls13Tls12Ext1FipsPq => "TLS13-1-2-Ext1-FIPS-PQ-2025-09",
            TlsPolicy::Tls13Tls12Ext2FipsPq => "TLS13-1-2-Ext2-FIPS-PQ-2025-09",
            TlsPolicy::Tls13 => "TLS13-1-3-2021-06",
            TlsPolicy::Tls13Tls12Res => "TLS13-1-2-Res-2021-06",
            TlsPolicy::Tls13Tls12 => "TLS13-1-2-2021-06",
            TlsPolicy::Tls13Tls12Ext1 => "TLS13-1-2-Ext1-2021-06",
            TlsPolicy::Tls13Tls12Ext2 => "TLS13-1-2-Ext2-2021-06",
            TlsPolicy::Tls13Tls11 => "TLS13-1-1-2021-06",
            TlsPolicy::Tls13Tls10 => "TLS13-1-0-2021-06",
            TlsPolicy::Other(name) => return name,
        };
        format!("ELBSecurityPolicy-{name}").into()
    }
}

impl From<&'static str> for TlsPolicy {
    fn from(name: &'static str) -> Self {
        TlsPolicy::Other(name.into())
    }
}

impl From<String> for TlsPolicy {
    fn from(name: String) -> Self {
        TlsPolicy::Other(name.into())
    }
}

/// What becomes of the certificates that clients show.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html>
#[derive(Clone, Copy, Debug)]
pub struct MutualTls {
    store: Option<TrustStoreHandle>,
    ignore_expiry: bool,
    advertise: bool,
}

impl MutualTls {
    /// A client needs one that an authority of the store has issued.
    pub fn verify(store: impl Into<TrustStoreHandle>) -> Self {
        MutualTls {
            store: Some(store.into()),
            ignore_expiry: false,
            advertise: false,
        }
    }

    /// They are passed on to the targets, in a header, unverified.
    pub fn passthrough() -> Self {
        MutualTls {
            store: None,
            ignore_expiry: false,
            advertise: false,
        }
    }

    /// Takes certificates that have expired, too; only where they are verified.
    pub fn ignore_expiry(mut self) -> Self {
        self.ignore_expiry = true;
        self
    }

    /// Tells clients whose certificates it takes; only where they are verified.
    pub fn advertise_authorities(mut self) -> Self {
        self.advertise = true;
        self
    }

    pub(super) fn lower(self) -> cfn::listener::MutualAuthentication {
        let mutual = cfn::listener::MutualAuthentication::new();
        let Some(store) = self.store else {
            return mutual.mode("passthrough");
        };
        let mut mutual = mutual.mode("verify").trust_store_arn(store);
        if self.ignore_expiry {
            mutual = mutual.ignore_client_certificate_expiry(true);
        }
        if self.advertise {
            let on = cfn::listener::AdvertiseTrustStoreCaNames::On;
            mutual = mutual.advertise_trust_store_ca_names(on);
        }
        mutual
    }
}
