//! Certificate Manager: certificates for names, proved by DNS.

mod certificate;

pub use certificate::{Certificate, CertificateHandle, ImportedCertificate, KeyAlgorithm};
