use stackwright_cfn::elasticloadbalancingv2 as cfn;
use stackwright_cfn::kind::s3::BucketName;
use stackwright_core::{Construct, Expr, IntoValue, Scope, Str, Value, With, handle};

/// The authorities whose certificates clients may show, in a file of a bucket.
///
/// ```
/// use stackwright_aws::elb::{MutualTls, TrustStore};
/// use stackwright_core::App;
///
/// let app = App::new();
/// let web = app.stack("Web");
/// let partners = web.add("Partners", TrustStore::new("certificates-of-ours", "partners.pem"));
/// let mutual = MutualTls::verify(partners);
/// ```
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/application/mutual-authentication.html>
#[derive(Clone, Debug)]
pub struct TrustStore {
    bucket: Value<BucketName>,
    key: Value<Str>,
    version: Option<Value<Str>>,
    name: Option<Value<Str>>,
}

impl TrustStore {
    /// Of the certificates in this object, in PEM.
    pub fn new(bucket: impl IntoValue<BucketName>, key: impl IntoValue<Str>) -> Self {
        TrustStore {
            bucket: bucket.into_value(),
            key: key.into_value(),
            version: None,
            name: None,
        }
    }

    /// A trust store that exists, by its ARN.
    pub fn imported(arn: impl IntoValue<Str>) -> ImportedTrustStore {
        ImportedTrustStore(arn.into_value())
    }

    /// Of this version of the object; the newest at the time of deployment, if this is not said.
    pub fn version(mut self, version: impl IntoValue<Str>) -> Self {
        self.version = Some(version.into_value());
        self
    }

    /// Names it: at most 32 letters, digits and hyphens. A named one cannot be replaced by
    /// CloudFormation.
    pub fn name(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }
}

impl Construct for TrustStore {
    type Handle = TrustStoreHandle;

    fn build(self, scope: Scope<'_>) -> TrustStoreHandle {
        let store = cfn::TrustStore::new()
            .with(self.name, |store, name| store.name(name))
            .ca_certificates_bundle_s3_bucket(self.bucket)
            .ca_certificates_bundle_s3_key(self.key)
            .with(self.version, |store, version| {
                store.ca_certificates_bundle_s3_object_version(version)
            });
        scope.set_primary(scope.add("Resource", store));
        TrustStoreHandle::new(scope)
    }
}

/// A trust store that exists; see [`TrustStore::imported`].
#[derive(Clone, Debug)]
pub struct ImportedTrustStore(Value<Str>);

impl Construct for ImportedTrustStore {
    type Handle = TrustStoreHandle;

    fn build(self, scope: Scope<'_>) -> TrustStoreHandle {
        scope.define("Ref", self.0.clone());
        scope.define("TrustStoreArn", self.0);
        TrustStoreHandle::new(scope)
    }
}

handle! {
    /// Names a trust store.
    pub struct TrustStoreHandle(cfn::TrustStoreHandle);
}

/// Certificates that are no longer good, though an authority of a trust store has issued them: lists
/// in files of a bucket.
///
/// <https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RevocationContent.html>
#[derive(Clone, Debug)]
pub struct TrustStoreRevocation {
    store: TrustStoreHandle,
    lists: Vec<Expr>,
}

impl TrustStoreRevocation {
    /// Takes back what the list in this object names.
    pub fn new(
        store: impl Into<TrustStoreHandle>,
        bucket: impl IntoValue<BucketName>,
        key: impl IntoValue<Str>,
    ) -> Self {
        let none = TrustStoreRevocation {
            store: store.into(),
            lists: Vec::new(),
        };
        none.and(bucket, key)
    }

    /// And what another one names.
    pub fn and(mut self, bucket: impl IntoValue<BucketName>, key: impl IntoValue<Str>) -> Self {
        self.lists.push(Expr::object([
            ("S3Bucket", bucket.into_value().into_expr()),
            ("S3Key", key.into_value().into_expr()),
            ("RevocationType", Expr::from("CRL")),
        ]));
        self
    }
}

impl Construct for TrustStoreRevocation {
    type Handle = TrustStoreRevocationHandle;

    fn build(self, scope: Scope<'_>) -> TrustStoreRevocationHandle {
        let revocation = cfn::TrustStoreRevocation::new()
            .trust_store_arn(self.store)
            .revocation_contents(Value::from_expr(Expr::List(self.lists)));
        scope.set_primary(scope.add("Resource", revocation));
        TrustStoreRevocationHandle::new(scope)
    }
}

handle! {
    /// Names a list of certificates that are no longer good.
    pub struct TrustStoreRevocationHandle(cfn::TrustStoreRevocationHandle);
}
