use crate::filled;
use std::time::Duration;

use stackwright_cfn::apigatewayv2 as cfn;
use stackwright_cfn::lambda;
use stackwright_codes as codes;
use stackwright_core::{
    Construct, Expr, Handle, IntoValue, Scope, Str, Text, Value, With, handle, non_empty, sub,
};

use super::service_call::{ServiceCall, may_call_service};
use super::{HttpApiHandle, VpcLinkHandle};
use crate::ec2::Port;
use crate::ecs::ServiceHandle;
use crate::elb::ListenerHandle;
use crate::servicediscovery::DiscoveryServiceHandle;

/// What answers the requests of a route.
///
/// It is a value, and becomes a resource named `Integration` below the [route](super::HttpRoute)
/// that takes it. What several routes share is added once, as an [`HttpIntegration`].
///
/// ```
/// use stackwright_aws::apigatewayv2::Integration;
/// use stackwright_aws::units::DurationExt;
///
/// let old = Integration::http("https://old.example.com/{proxy}")
///     .timeout(10.seconds())
///     .append_header("x-request-id", "$context.requestId")
///     .remove_header("x-internal");
/// ```
///
/// # Findings
///
/// - `API104`: tasks of a service that are found without a port.
/// - `API106`: a listener that speaks TLS is spoken to in the clear.
///
/// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations.html>
#[derive(Clone, Debug)]
pub struct Integration {
    to: To,
    method: Option<Text>,
    timeout: Option<Duration>,
    tls: Option<Value<Str>>,
    request: Changes,
    responses: Vec<(u16, Changes)>,
}

/// What becomes of headers, and with what value.
type Changes = Vec<(Text, Value<Str>)>;

#[derive(Clone, Debug)]
enum To {
    Url(Value<Str>),
    Lambda(Value<Str>),
    Service(VpcLinkHandle, ServiceHandle),
    Listener(VpcLinkHandle, ListenerHandle),
    Discovered(VpcLinkHandle, DiscoveryServiceHandle),
    /// A service of AWS.
    Call(ServiceCall),
}

impl Integration {
    /// A site on the internet: requests are passed on to this URL, in which variables of the route
    /// may stand, as `{proxy}`.
    pub fn http(url: impl IntoValue<Str>) -> Self {
        Integration::new(To::Url(url.into_value()))
    }

    /// A function, by its ARN. Adds `Permission`, by which the API may call it.
    pub fn lambda(arn: impl IntoValue<Str>) -> Self {
        Integration::new(To::Lambda(arn.into_value()))
    }

    pub(super) fn of_service(link: VpcLinkHandle, service: ServiceHandle) -> Self {
        Integration::new(To::Service(link, service))
    }

    pub(super) fn of_listener(link: VpcLinkHandle, listener: ListenerHandle) -> Self {
        Integration::new(To::Listener(link, listener))
    }

    pub(super) fn of_discovered(link: VpcLinkHandle, service: DiscoveryServiceHandle) -> Self {
        Integration::new(To::Discovered(link, service))
    }

    pub(super) fn of_call(call: ServiceCall) -> Self {
        Integration::new(To::Call(call))
    }

    fn new(to: To) -> Self {
        Integration {
            to,
            method: None,
            timeout: None,
            tls: None,
            request: Vec::new(),
            responses: Vec::new(),
        }
    }

    /// The method that requests are passed on with; their own, if this is not said.
    pub fn method(mut self, method: impl Into<Text>) -> Self {
        self.method = Some(method.into());
        self
    }

    /// How long an answer may take, 50 milliseconds to 30 seconds; 30 seconds, if this is not said.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Speaks TLS to what is behind a [link](super::VpcLink), and holds its certificate against
    /// this name.
    pub fn tls(mut self, server_name: impl IntoValue<Str>) -> Self {
        self.tls = Some(server_name.into_value());
        self
    }

    /// Adds a value to a header: a text, or what the request has, as `$context.requestId` or
    /// `$request.header.name`.
    pub fn append_header(self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.map(format!("append:header.{}", name.into()), value)
    }

    /// Sets a header, whatever the request has.
    pub fn overwrite_header(self, name: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        self.map(format!("overwrite:header.{}", name.into()), value)
    }

    /// Takes a header off.
    pub fn remove_header(self, name: impl Into<Text>) -> Self {
        self.map(format!("remove:header.{}", name.into()), "''")
    }

    /// Passes requests on with another path, as `/v2/$request.path.proxy`.
    pub fn overwrite_path(self, path: impl IntoValue<Str>) -> Self {
        self.map("overwrite:path", path)
    }

    /// Changes something else of requests, as `overwrite:querystring.page`; of a call of a
    /// [service](Self::aws) this is a parameter, as `DelaySeconds`.
    ///
    /// <https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html>
    pub fn map(mut self, what: impl Into<Text>, value: impl IntoValue<Str>) -> Self {
        let (what, value) = (what.into(), value.into_value());
        self.request.retain(|(known, _)| *known != what);
        self.request.push((what, value));
        self
    }

    /// Changes answers of a status, as `overwrite:header.cache-control` or `overwrite:statuscode`.
    pub fn map_response(
        mut self,
        status: u16,
        what: impl Into<Text>,
        value: impl IntoValue<Str>,
    ) -> Self {
        let entry = (what.into(), value.into_value());
        match self.responses.iter_mut().find(|(of, _)| *of == status) {
            Some((_, changes)) => changes.push(entry),
            None => self.responses.push((status, vec![entry])),
        }
        self
    }

    /// Adds it to a scope.
    fn add(self, api: HttpApiHandle, scope: Scope<'_>) -> cfn::IntegrationHandle {
        let (kind, version) = match &self.to {
            To::Lambda(_) => ("AWS_PROXY", "2.0"),
            To::Call(_) => ("AWS_PROXY", "1.0"),
            _ => ("HTTP_PROXY", "1.0"),
        };
        let method = match &self.to {
            To::Lambda(_) | To::Call(_) => self.method,
            _ => Some(self.method.unwrap_or(Text::Borrowed("ANY"))),
        };
        let mut called = None;
        let (link, uri) = match self.to {
            To::Url(url) => (None, Some(url)),
            To::Lambda(function) => {
                let arn = api.execute_api_arn();
                may_call(&function, sub!("{arn}/*/*"), scope);
                (None, Some(function))
            }
            To::Call(call) => {
                let role = may_call_service(None, call.rights, scope);
                called = Some((call.subtype, role.arn()));
                (None, None)
            }
            To::Service(link, service) => (Some(link), found(link, service, scope)),
            To::Discovered(link, service) => (Some(link), Some(service.arn().assume())),
            To::Listener(link, listener) => {
                if let Some(entrance) = listener.entrance(scope) {
                    link.connect(listener, entrance.port, scope);
                    if entrance.is_https && self.tls.is_none() {
                        let path = scope.at(listener).path();
                        let message = format!("`{path}` speaks TLS, and is spoken to in the clear");
                        let found = codes::API106.finding(message);
                        scope.report(found.help(
                            "say the name of its certificate with `.tls(\"api.example.com\")`",
                        ));
                    }
                }
                (Some(link), Some(listener.listener_arn().assume()))
            }
        };
        let responses = self.responses.into_iter().map(|(status, changes)| {
            let changes = changes.into_iter().map(|(what, value)| {
                cfn::integration::ResponseParameter::new()
                    .destination(what)
                    .source(value)
            });
            let changes = changes.collect::<Vec<_>>();
            let map = cfn::integration::ResponseParameterMap::new().response_parameters(changes);
            (status.to_string(), map)
        });
        let integration = cfn::Integration::new()
            .api_id(api)
            .integration_type(kind)
            .with(called, |integration, (subtype, role)| {
                integration
                    .integration_subtype(subtype)
                    .credentials_arn(role)
            })
            .with(uri, |integration, uri| {
                integration.integration_uri(uri.assume::<Target>())
            })
            .with(method, |integration, method| {
                integration.integration_method(method)
            })
            .with(link, |integration, link| {
                integration
                    .connection_type("VPC_LINK")
                    .connection_id(link.vpc_link_id())
            })
            .payload_format_version(version)
            .with(self.timeout, |integration, timeout| {
                integration.timeout_in_millis(whole_millis(timeout))
            })
            .with(self.tls, |integration, name| {
                integration
                    .tls_config(cfn::integration::TlsConfig::new().server_name_to_verify(name))
            })
            .with(filled(self.request), |integration, request| {
                integration.request_parameters(request)
            })
            .with(non_empty(responses), |integration, responses| {
                integration.response_parameters(responses)
            });
        scope.add("Resource", integration)
    }
}

/// A time as API Gateway counts it.
pub(super) fn whole_millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// What the generated setter is named for; API Gateway takes more than functions.
pub(super) type Target =
    stackwright_cfn::kind::apigatewayv2::AliasArnOrFunctionArnOrVersionFunctionArnOrFunctionArn;

/// The ARN by which API Gateway finds the tasks of a service, and the way to them.
fn found(link: VpcLinkHandle, service: ServiceHandle, scope: Scope<'_>) -> Option<Value<Str>> {
    let path = || scope.at(service).path();
    let Some(discovery) = service.discovery(scope) else {
        let message = format!("`{}` is not found in Cloud Map", path());
        scope.report(codes::API104.finding(message));
        return None;
    };
    let Some(port) = registered_port(service, scope) else {
        let message = format!("`{}` is found by address alone, without a port", path());
        scope.report(codes::API104.finding(message));
        return None;
    };
    link.connect(service, port, scope);
    Some(discovery.arn().assume())
}

/// The port with which the tasks of a service are registered.
fn registered_port(service: ServiceHandle, scope: Scope<'_>) -> Option<Port> {
    let number = scope.app().read_props(service.node(), |props| {
        let Some(Expr::List(registries)) = props.get("ServiceRegistries") else {
            return None;
        };
        registries.iter().find_map(|registry| match registry {
            Expr::Map(registry) => registry
                .get("ContainerPort")
                .or(registry.get("Port"))
                .cloned(),
            _ => None,
        })
    })??;
    match number {
        Expr::Int(number) => u16::try_from(number).ok().map(Port::tcp),
        _ => None,
    }
}

/// Lets an API call a function.
pub(super) fn may_call(function: &Value<Str>, source: Value<Str>, scope: Scope<'_>) {
    let permission = lambda::Permission::new()
        .action("lambda:InvokeFunction")
        .function_name(function)
        .principal("apigateway.amazonaws.com")
        .source_arn(source);
    scope.add("Permission", permission);
}

/// An [integration](Integration) that several routes of an API share.
///
/// ```
/// use stackwright_aws::apigatewayv2::{HttpApi, HttpIntegration, HttpRoute, Integration};
/// # let app = stackwright_core::App::new();
/// # let web = app.stack("Web");
/// let api = web.add("Api", HttpApi::new());
/// let shop = web.add("Shop", HttpIntegration::new(api, Integration::http("https://shop.example.com")));
/// web.add("Goods", HttpRoute::new(api, "GET /goods", shop));
/// web.add("Prices", HttpRoute::new(api, "GET /prices", shop));
/// ```
#[derive(Clone, Debug)]
pub struct HttpIntegration {
    api: HttpApiHandle,
    integration: Integration,
}

impl HttpIntegration {
    /// What answers requests of this API.
    pub fn new(api: impl Into<HttpApiHandle>, integration: Integration) -> Self {
        HttpIntegration {
            api: api.into(),
            integration,
        }
    }
}

impl Construct for HttpIntegration {
    type Handle = IntegrationHandle;

    fn build(self, scope: Scope<'_>) -> IntegrationHandle {
        let resource = self.integration.add(self.api, scope);
        scope.set_primary(resource);
        IntegrationHandle::new(scope)
    }
}

handle! {
    /// Names an integration.
    pub struct IntegrationHandle(cfn::IntegrationHandle);
}
