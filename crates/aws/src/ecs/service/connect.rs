use std::time::Duration;

use stackwright_cfn::ecs as cfn;
use stackwright_cfn::kind::acmpca::CertificateAuthorityArn;
use stackwright_cfn::kind::ecs::KeyIdOrKeyArnOrReplicaKeyKeyIdOrReplicaKeyArn as KeyArn;
use stackwright_core::{Expr, IntoValue, Scope, Str, Text, Value, With, sub};

use super::{Options, Service};
use crate::ec2::StartsInOrder;
use crate::ecs::TaskHandle;
use crate::ecs::infrastructure::infrastructure_role;
use crate::ecs::launch::Launch;
use crate::gathered;
use crate::iam::{GrantExt, RoleHandle, Statement};
use crate::logs::{LogGroup, LogGroupHandle};
use crate::servicediscovery::NamespaceHandle;
use crate::units::whole_seconds;

/// How a service takes part in Service Connect: tasks get a proxy, by which they reach the
/// services of a namespace under short names, and are reached.
///
/// The namespace is that of the cluster, unless another is named; it is told by its ARN, so that
/// ECS makes no second one of the same name (<https://github.com/aws/aws-cdk/issues/25616>).
/// Security groups still have to let requests through: [`connect`](crate::ec2::ConnectExt::connect)
/// the two services. A service that is connected to another one, both in Service Connect and in
/// one stack, is made after it, unless both reach each other: proxies learn names when tasks start.
///
/// ```
/// use stackwright_aws::ec2::{ConnectExt, Port, VpcHandle};
/// use stackwright_aws::ecs::{ClusterHandle, FargateService, Served, ServiceConnect, TaskHandle};
/// use stackwright_core::Scope;
///
/// fn build(stack: Scope<'_>, cluster: ClusterHandle, web: TaskHandle, api: TaskHandle) {
///     let api = FargateService::new(cluster, api);
///     let api = stack.add("Api", api.service_connect(Served::port("http").alias("api", 80)));
///     let web = FargateService::new(cluster, web);
///     let web = stack.add("Web", web.service_connect(ServiceConnect::client()));
///     stack.connect(web, api, Port::tcp(8080));
/// }
/// ```
///
/// It adds, where access is [logged](Self::access_log) and no group is given, a log group named
/// `ConnectLogs`, and where something is encrypted a role named `ConnectTlsRole`.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html>
#[derive(Clone, Debug)]
pub struct ServiceConnect {
    namespace: Option<NamespaceHandle>,
    served: Vec<Served>,
    logs: Option<LogGroupHandle>,
    access: Option<AccessLog>,
    level: Option<ConnectLogLevel>,
}

/// A port of a service that others reach by Service Connect.
#[derive(Clone, Debug)]
pub struct Served {
    port: Text,
    name: Option<Value<Str>>,
    aliases: Vec<Alias>,
    ingress: Option<u16>,
    idle: Option<Duration>,
    request: Option<Duration>,
    tls: Option<ConnectTls>,
}

#[derive(Clone, Debug)]
struct Alias {
    name: Option<Value<Str>>,
    port: u16,
    test: Option<(Text, Value<Str>)>,
}

/// How requests between proxies are encrypted: with certificates of a private authority.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html>
#[derive(Clone, Debug)]
pub struct ConnectTls {
    authority: Value<CertificateAuthorityArn>,
    key: Option<Value<KeyArn>>,
    role: Option<RoleHandle>,
}

/// What the proxy of Service Connect writes of each request.
///
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-envoy-access-logs.html>
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccessLog {
    json: bool,
    query: bool,
}

/// How much the proxy of Service Connect says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConnectLogLevel {
    /// What happens.
    Info,
    /// Everything.
    Debug,
}

impl AccessLog {
    /// A JSON object a request.
    pub fn json() -> Self {
        AccessLog {
            json: true,
            query: false,
        }
    }

    /// A line of text a request.
    pub fn text() -> Self {
        AccessLog {
            json: false,
            query: false,
        }
    }

    /// With the query of the request, which may hold what is nobody's business.
    pub fn with_query(mut self) -> Self {
        self.query = true;
        self
    }
}

impl ConnectTls {
    /// With certificates of this authority of AWS Private CA, by its ARN or handle.
    pub fn by(authority: impl IntoValue<CertificateAuthorityArn>) -> Self {
        ConnectTls {
            authority: authority.into_value(),
            key: None,
            role: None,
        }
    }

    /// The key that encrypts the private keys of the certificates, in place of AWS's.
    pub fn key(mut self, key: impl IntoValue<KeyArn>) -> Self {
        self.key = Some(key.into_value());
        self
    }

    /// The role with which ECS asks for certificates, in place of `ConnectTlsRole`.
    pub fn role(mut self, role: impl Into<RoleHandle>) -> Self {
        self.role = Some(role.into());
        self
    }
}

impl Served {
    /// The port of the task with this name, which
    /// [`Container::named_port`](crate::ecs::Container::named_port) gives it (`OPS404` says so
    /// where there is none).
    pub fn port(name: impl Into<Text>) -> Self {
        Served {
            port: name.into(),
            name: None,
            aliases: Vec::new(),
            ingress: None,
            idle: None,
            request: None,
            tls: None,
        }
    }

    /// What it is called in the namespace; as the port, if this is not said. A name that the
    /// service has in Cloud Map as well is refused (`ECS153`).
    pub fn known_as(mut self, name: impl IntoValue<Str>) -> Self {
        self.name = Some(name.into_value());
        self
    }

    /// Has clients reach it as `name:port`, as `("api", 80)`. Said again, under that name, too.
    pub fn alias(mut self, name: impl IntoValue<Str>, port: u16) -> Self {
        self.aliases.push(Alias {
            name: Some(name.into_value()),
            port,
            test: None,
        });
        self
    }

    /// Has clients reach it on this port, under its name with that of the namespace behind it.
    pub fn alias_port(mut self, port: u16) -> Self {
        self.aliases.push(Alias {
            name: None,
            port,
            test: None,
        });
        self
    }

    /// Has requests with this header, to the alias that was said last, reach the new tasks of a
    /// [deployment that shifts requests](Service::blue_green) before others do.
    pub fn test_header(mut self, name: impl Into<Text>, exactly: impl IntoValue<Str>) -> Self {
        if let Some(alias) = self.aliases.last_mut() {
            alias.test = Some((name.into(), exactly.into_value()));
        }
        self
    }

    /// The port that the proxy listens on, in place of one of its own choice. It is what
    /// connections have to open then.
    pub fn ingress_port(mut self, port: u16) -> Self {
        self.ingress = Some(port);
        self
    }

    /// How long a connection without requests is kept; 0 seconds for ever. Five minutes for HTTP
    /// and an hour for TCP, if this is not said.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle = Some(timeout);
        self
    }

    /// How long a request may take; 0 seconds for any time. Fifteen seconds, if this is not said.
    /// Not for TCP.
    pub fn request_timeout(mut self, timeout: Duration) -> Self {
        self.request = Some(timeout);
        self
    }

    /// Encrypts requests between proxies.
    pub fn tls(mut self, tls: ConnectTls) -> Self {
        self.tls = Some(tls);
        self
    }

    /// What it is called in the namespace.
    fn discovery_name(&self) -> Expr {
        match &self.name {
            Some(name) => name.expr().clone(),
            None => Expr::Str(self.port.clone()),
        }
    }
}

impl ServiceConnect {
    /// A service that reaches others, and is reached by none.
    pub fn client() -> Self {
        ServiceConnect {
            namespace: None,
            served: Vec::new(),
            logs: None,
            access: None,
            level: None,
        }
    }

    /// Has others reach a port of it. Said again, that port, too.
    pub fn serve(mut self, served: Served) -> Self {
        self.served.push(served);
        self
    }

    /// The namespace, in place of the cluster's.
    pub fn namespace(mut self, namespace: impl Into<NamespaceHandle>) -> Self {
        self.namespace = Some(namespace.into());
        self
    }

    /// Where the proxy writes its log.
    pub fn logs(mut self, group: impl Into<LogGroupHandle>) -> Self {
        self.logs = Some(group.into());
        self
    }

    /// Has the proxy write of each request.
    pub fn access_log(mut self, log: AccessLog) -> Self {
        self.access = Some(log);
        self
    }

    /// How much the proxy says of itself.
    pub fn log_level(mut self, level: ConnectLogLevel) -> Self {
        self.level = Some(level);
        self
    }
}

impl From<Served> for ServiceConnect {
    fn from(served: Served) -> Self {
        ServiceConnect::client().serve(served)
    }
}

impl<On: Launch> Service<On> {
    /// Takes part in Service Connect: as [a client](ServiceConnect::client) of others, or with a
    /// [port](Served) that others reach.
    pub fn service_connect(mut self, connect: impl Into<ServiceConnect>) -> Self {
        self.options.connect = Some(connect.into());
        self
    }
}

impl Options {
    pub(super) fn connect(
        &self,
        namespace: Option<NamespaceHandle>,
        task: TaskHandle,
        scope: Scope<'_>,
    ) -> Option<cfn::service::ServiceConnectConfiguration<stackwright_cfn::Set>> {
        let connect = self.connect.as_ref()?;
        scope.set_data(StartsInOrder);
        let namespace = connect.namespace.or(namespace);
        let needs_logs = connect.access.is_some() && connect.logs.is_none();
        let made = needs_logs.then(|| scope.add("ConnectLogs", LogGroup::new()));
        let logs = connect.logs.or(made);
        if let Some(logs) = logs {
            scope.grant(task.execution_role(), logs.write());
        }
        let mut role = None;
        let served: Vec<_> = connect
            .served
            .iter()
            .map(|served| served.property(&mut role, scope))
            .collect();
        Some(
            cfn::service::ServiceConnectConfiguration::new()
                .enabled(true)
                .with(namespace, |connect, namespace| connect.namespace(namespace))
                .with((!served.is_empty()).then_some(served), |connect, served| {
                    connect.services(served)
                })
                .with(logs.map(log_configuration), |connect, logs| {
                    connect.log_configuration(logs)
                })
                .with(connect.access, |connect, log| {
                    connect.access_log_configuration(access_log(log))
                })
                .with(connect.level, |connect, level| {
                    let level = match level {
                        ConnectLogLevel::Info => cfn::service::LogLevel::Info,
                        ConnectLogLevel::Debug => cfn::service::LogLevel::Debug,
                    };
                    let said = cfn::service::ServiceConnectContainerConfiguration::new();
                    connect.container_configurations([said.log_level(level)])
                }),
        )
    }

    /// The first alias that others call the service by: the name of the port, the alias, and its port.
    pub(super) fn first_alias(&self) -> Option<(Text, Value<Str>, u16)> {
        let mut served = self.connect.iter().flat_map(|connect| &connect.served);
        served.find_map(|served| {
            let alias = served.aliases.first()?;
            let name = alias.name.clone();
            let name = name.unwrap_or_else(|| Value::from_expr(served.discovery_name()));
            Some((served.port.clone(), name, alias.port))
        })
    }

    /// Names by which the service is found in Service Connect.
    pub(super) fn connect_names(&self) -> Vec<Expr> {
        let served = self.connect.iter().flat_map(|connect| &connect.served);
        gathered(served.map(Served::discovery_name))
    }
}

type ServedProperty = cfn::service::ServiceConnectService<stackwright_cfn::Set>;

impl Served {
    fn property(&self, role: &mut Option<RoleHandle>, scope: Scope<'_>) -> ServedProperty {
        let aliases: Vec<_> = gathered(self.aliases.iter().map(Alias::property));
        let tls = self.tls.as_ref().map(|tls| tls.property(role, scope));
        let has_timeout = self.idle.is_some() || self.request.is_some();
        let timeout = has_timeout.then(|| {
            cfn::service::TimeoutConfiguration::new()
                .with(self.idle, |timeout, idle| {
                    timeout.idle_timeout_seconds(whole_seconds(idle))
                })
                .with(self.request, |timeout, request| {
                    timeout.per_request_timeout_seconds(whole_seconds(request))
                })
        });
        cfn::service::ServiceConnectService::new()
            .port_name(self.port.clone())
            .with(self.name.clone(), |served, name| {
                served.discovery_name(name)
            })
            .with(
                (!aliases.is_empty()).then_some(aliases),
                |served, aliases| served.client_aliases(aliases),
            )
            .with(self.ingress, |served, port| {
                served.ingress_port_override(u32::from(port))
            })
            .with(timeout, |served, timeout| served.timeout(timeout))
            .with(tls, |served, tls| served.tls(tls))
    }
}

impl Alias {
    fn property(&self) -> cfn::service::ServiceConnectClientAlias<stackwright_cfn::Set> {
        let test = self.test.clone().map(|(name, exactly)| {
            let value = cfn::service::ServiceConnectTestTrafficRulesHeaderValue::new();
            let header = cfn::service::ServiceConnectTestTrafficRulesHeader::new()
                .name(name)
                .value(value.exact(exactly));
            cfn::service::ServiceConnectTestTrafficRules::new().header(header)
        });
        cfn::service::ServiceConnectClientAlias::new()
            .port(u32::from(self.port))
            .with(self.name.clone(), |alias, name| alias.dns_name(name))
            .with(test, |alias, test| alias.test_traffic_rules(test))
    }
}

type TlsProperty = cfn::service::ServiceConnectTlsConfiguration<stackwright_cfn::Set>;

impl ConnectTls {
    fn property(&self, made: &mut Option<RoleHandle>, scope: Scope<'_>) -> TlsProperty {
        let role = self
            .role
            .unwrap_or_else(|| *made.get_or_insert_with(|| tls_role(scope)));
        if let Some(key) = &self.key {
            let key: Value<Str> = key.clone().assume();
            let use_it = Statement::allow(["kms:Decrypt", "kms:GenerateDataKeyPair"]);
            scope.grant(role, use_it.on([key]));
        }
        let issuer = cfn::service::ServiceConnectTlsCertificateAuthority::new()
            .aws_pca_authority_arn(self.authority.clone());
        cfn::service::ServiceConnectTlsConfiguration::new()
            .issuer_certificate_authority(issuer)
            .with(self.key.clone(), |tls, key| tls.kms_key(key))
            .role_arn(role.arn())
    }
}

fn tls_role(scope: Scope<'_>) -> RoleHandle {
    let policy =
        "service-role/AmazonECSInfrastructureRolePolicyForServiceConnectTransportLayerSecurity";
    infrastructure_role("ConnectTlsRole", policy, scope)
}

fn access_log(
    log: AccessLog,
) -> cfn::service::ServiceConnectAccessLogConfiguration<stackwright_cfn::Set> {
    use cfn::service::{Format, IncludeQueryParameters};

    let format = match log.json {
        true => Format::Json,
        false => Format::Text,
    };
    let query = log.query.then_some(IncludeQueryParameters::Enabled);
    cfn::service::ServiceConnectAccessLogConfiguration::new()
        .format(format)
        .with(query, |log, query| log.include_query_parameters(query))
}

fn log_configuration(group: LogGroupHandle) -> cfn::service::LogConfiguration {
    let name: Value<Str> = group.reference().assume();
    let options: [(Text, Value<Str>); 3] = [
        ("awslogs-group".into(), name),
        ("awslogs-region".into(), sub!("{AWS::Region}")),
        (
            "awslogs-stream-prefix".into(),
            "service-connect".into_value(),
        ),
    ];
    cfn::service::LogConfiguration::new()
        .log_driver("awslogs")
        .options(options)
}
