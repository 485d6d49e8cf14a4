use stackwright_cfn::apigatewayv2 as cfn;
use stackwright_cfn::kind::certificatemanager::CertificateArn;
use stackwright_core::{Construct, IntoValue, Scope, Str, Value, With, handle};

use super::HttpApiHandle;

/// A name of one's own for APIs, as `api.example.com`.
///
/// It speaks TLS 1.2 and above. [`ApiMapping`]s say which APIs are under it; a record of the name
/// leads to [`regional_domain_name`](cfn::DomainNameHandle::regional_domain_name), in the zone
/// [`regional_hosted_zone_id`](cfn::DomainNameHandle::regional_hosted_zone_id). A change of the name
/// replaces it.
///
/// ```
/// use stackwright_aws::apigatewayv2::{ApiMapping, DomainName, HttpApi};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// # let certificate = "arn:aws:acm:eu-west-1:111122223333:certificate/0a1b";
/// let api = web.add("Api", HttpApi::new().without_default_endpoint());
/// let name = web.add("Name", DomainName::new("api.example.com", certificate));
/// web.add("Mapping", ApiMapping::new(name, api).path("v1"));
/// ```
///
/// # Findings
///
/// - `API108`: a certificate of another region.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html>
#[derive(Clone, Debug)]
pub struct DomainName {
    name: Value<Str>,
    certificate: Value<CertificateArn>,
    truststore: Option<Value<Str>>,
    dual_stack: bool,
}

impl DomainName {
    /// This name, with a certificate for it of the API's region.
    pub fn new(name: impl IntoValue<Str>, certificate: impl IntoValue<CertificateArn>) -> Self {
        DomainName {
            name: name.into_value(),
            certificate: certificate.into_value(),
            truststore: None,
            dual_stack: false,
        }
    }

    /// A name that exists.
    pub fn imported(name: impl IntoValue<Str>) -> ImportedDomainName {
        ImportedDomainName {
            name: name.into_value(),
            regional: None,
        }
    }

    /// Takes callers only who show a certificate of one of the authorities in a file of a bucket, as
    /// `s3://bucket/authorities.pem`.
    pub fn mutual_tls(mut self, truststore: impl IntoValue<Str>) -> Self {
        self.truststore = Some(truststore.into_value());
        self
    }

    /// Takes requests over IPv6, too.
    pub fn dual_stack(mut self) -> Self {
        self.dual_stack = true;
        self
    }
}

impl Construct for DomainName {
    type Handle = DomainNameHandle;

    fn build(self, scope: Scope<'_>) -> DomainNameHandle {
        let region = scope.stack().region();
        if let (Some(of), Some(here)) = (crate::region_of(&self.certificate), region)
            && of != here
        {
            let message = format!("a certificate of `{of}` for an API in `{here}`");
            scope.report(stackwright_codes::API108.finding(message));
        }
        let configuration = cfn::domain_name::DomainNameConfiguration::new()
            .certificate_arn(self.certificate)
            .endpoint_type("REGIONAL")
            .security_policy("TLS_1_2")
            .with(self.dual_stack.then_some("dualstack"), |it, kind| {
                it.ip_address_type(kind)
            });
        let name = cfn::DomainName::new()
            .domain_name(self.name)
            .domain_name_configurations([configuration])
            .with(self.truststore, |name, uri| {
                let tls = cfn::domain_name::MutualTlsAuthentication::new().truststore_uri(uri);
                name.mutual_tls_authentication(tls)
            });
        scope.set_primary(scope.add("Resource", name));
        DomainNameHandle::new(scope)
    }
}

/// A name that exists; see [`DomainName::imported`].
#[derive(Clone, Debug)]
pub struct ImportedDomainName {
    name: Value<Str>,
    regional: Option<(Value<Str>, Value<Str>)>,
}

impl ImportedDomainName {
    /// The name of AWS that it leads to, and the id of the hosted zone of that, for records.
    pub fn regional(mut self, name: impl IntoValue<Str>, zone: impl IntoValue<Str>) -> Self {
        self.regional = Some((name.into_value(), zone.into_value()));
        self
    }
}

impl Construct for ImportedDomainName {
    type Handle = DomainNameHandle;

    fn build(self, scope: Scope<'_>) -> DomainNameHandle {
        scope.define("Ref", self.name);
        if let Some((name, zone)) = self.regional {
            scope.define("RegionalDomainName", name);
            scope.define("RegionalHostedZoneId", zone);
        }
        DomainNameHandle::new(scope)
    }
}

handle! {
    /// Names a name of one's own.
    pub struct DomainNameHandle(cfn::DomainNameHandle);
}

/// Puts an API under a [name](DomainName).
///
/// A change of the name replaces it.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-mappings.html>
#[derive(Clone, Debug)]
pub struct ApiMapping {
    name: DomainNameHandle,
    api: HttpApiHandle,
    path: Option<Value<Str>>,
    stage: Option<Value<Str>>,
}

impl ApiMapping {
    /// All of the name leads to this API.
    pub fn new(name: impl Into<DomainNameHandle>, api: impl Into<HttpApiHandle>) -> Self {
        ApiMapping {
            name: name.into(),
            api: api.into(),
            path: None,
            stage: None,
        }
    }

    /// What is below this path leads to it, as `v1` or `shop/v1`; the API sees the rest.
    pub fn path(mut self, path: impl IntoValue<Str>) -> Self {
        self.path = Some(path.into_value());
        self
    }

    /// Leads to this stage; to `$default`, if this is not said.
    pub fn stage(mut self, stage: impl IntoValue<Str>) -> Self {
        self.stage = Some(stage.into_value());
        self
    }
}

impl Construct for ApiMapping {
    type Handle = ApiMappingHandle;

    fn build(self, scope: Scope<'_>) -> ApiMappingHandle {
        let own = self.api.stage(scope).map(|stage| stage.reference());
        // A reference waits for the stage; its name does not.
        let stage = self.stage.or(own.map(Value::assume));
        let mapping = cfn::ApiMapping::new()
            .domain_name(self.name)
            .api_id(self.api)
            .stage(stage.unwrap_or_else(|| "$default".into_value()))
            .with(self.path, |mapping, path| mapping.api_mapping_key(path));
        scope.set_primary(scope.add("Resource", mapping));
        ApiMappingHandle::new(scope)
    }
}

handle! {
    /// Names a mapping.
    pub struct ApiMappingHandle(cfn::ApiMappingHandle);
}
