use serde_json::{Value, json};
use stackwright::aws::ecs::{AccessLog, ClusterHandle, ConnectLogLevel, ConnectTls, ServiceHandle};
use stackwright::aws::servicediscovery::HttpNamespace;
use stackwright::cfn::ecs;
use stackwright::core::ResourceHandle;
use stackwright::prelude::*;
use stackwright_assert::{Template, absent, array_with, exact, like};

use super::{at, made, nginx, only, small, vpc};

const SERVICE: &str = "AWS::ECS::Service";
const AUTHORITY: &str = "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/1";

/// A service with a port named `http`.
fn service(stack: Scope<'_>, connect: impl Into<ServiceConnect>) -> FargateService {
    let cluster = match stack.find("Cluster") {
        Some(cluster) => ClusterHandle::from(ecs::ClusterHandle::from_node(cluster)),
        None => {
            let vpc = vpc(stack);
            let namespace = stack.add("Namespace", HttpNamespace::new("shop"));
            let cluster = Cluster::new(vpc).default_namespace(namespace);
            stack.add("Cluster", cluster)
        }
    };
    let container = nginx().named_port("http", Port::http(8080));
    let task = small().container(container);
    FargateService::new(cluster, task).service_connect(connect)
}

fn connected(template: &Template, id: &str) -> Value {
    template.json()["Resources"][id]["Properties"]["ServiceConnectConfiguration"].clone()
}

fn one(connect: impl Into<ServiceConnect>) -> Template {
    made(|stack| {
        stack.add("Service", service(stack, connect));
    })
}

/// <https://github.com/aws/aws-cdk/issues/25616>, <https://github.com/aws/aws-cdk/issues/25554>: by
/// its name ECS would make a second namespace, and two clusters at once would fail.
#[test]
pub(crate) fn a_namespace_is_told_by_its_arn() {
    let template = one(ServiceConnect::client());
    let arn = json!({"Fn::GetAtt": ["Namespace", "Arn"]});
    assert_eq!(
        connected(&template, "Service"),
        json!({"Enabled": true, "Namespace": arn}),
    );
    let defaults = exact(json!({ "Namespace": arn }));
    only(
        &template,
        "AWS::ECS::Cluster",
        like!({ "ServiceConnectDefaults": defaults }),
    );
}

/// <https://github.com/aws/aws-cdk/issues/26698>: a namespace with DNS is one for both.
#[test]
pub(crate) fn one_namespace_for_cloud_map_and_service_connect() {
    let template = made(|stack| {
        let cluster = stack.add(
            "Cluster",
            Cluster::new(vpc(stack)).namespace("shop.internal"),
        );
        let task = small().container(nginx().named_port("http", Port::http(8080)));
        let service = FargateService::new(cluster, task)
            .discover_as("web")
            .service_connect(Served::port("http").known_as("web-http"));
        stack.add("Service", service);
    });
    template.resource_count_is("AWS::ServiceDiscovery::PrivateDnsNamespace", 1);
    only(
        &template,
        SERVICE,
        like!({ "ServiceConnectConfiguration": {
            "Namespace": { "Fn::GetAtt": ["ClusterNamespace", "Arn"] },
            "Services": [{ "PortName": "http", "DiscoveryName": "web-http" }],
        } }),
    );
}

#[test]
pub(crate) fn a_server_with_everything() {
    let served = Served::port("http")
        .known_as("api")
        .alias("api.shop", 80)
        .test_header("x-test", "yes")
        .alias_port(8080)
        .ingress_port(15_000)
        .idle_timeout(2.minutes())
        .request_timeout(30.seconds())
        .tls(ConnectTls::by(AUTHORITY).key("arn:aws:kms:eu-west-1:111122223333:key/1"));
    let connect = ServiceConnect::client()
        .serve(served)
        .access_log(AccessLog::json().with_query())
        .log_level(ConnectLogLevel::Debug);
    let template = one(connect);
    assert_eq!(
        connected(&template, "Service"),
        json!({
            "Enabled": true,
            "Namespace": {"Fn::GetAtt": ["Namespace", "Arn"]},
            "Services": [{
                "PortName": "http",
                "DiscoveryName": "api",
                "ClientAliases": [
                    {
                        "Port": 80,
                        "DnsName": "api.shop",
                        "TestTrafficRules": {"Header": {"Name": "x-test", "Value": {"Exact": "yes"}}},
                    },
                    {"Port": 8080},
                ],
                "IngressPortOverride": 15_000,
                "Timeout": {"IdleTimeoutSeconds": 120, "PerRequestTimeoutSeconds": 30},
                "Tls": {
                    "IssuerCertificateAuthority": {"AwsPcaAuthorityArn": AUTHORITY},
                    "KmsKey": "arn:aws:kms:eu-west-1:111122223333:key/1",
                    "RoleArn": {"Fn::GetAtt": ["ServiceConnectTlsRole", "Arn"]},
                },
            }],
            "LogConfiguration": {
                "LogDriver": "awslogs",
                "Options": {
                    "awslogs-group": {"Ref": "ServiceConnectLogs"},
                    "awslogs-region": {"Ref": "AWS::Region"},
                    "awslogs-stream-prefix": "service-connect",
                },
            },
            "AccessLogConfiguration": {"Format": "JSON", "IncludeQueryParameters": "ENABLED"},
            "ContainerConfigurations": [{"LogLevel": "debug"}],
        }),
    );
    let role = &template.json()["Resources"]["ServiceConnectTlsRole"]["Properties"];
    let managed = role["ManagedPolicyArns"].to_string();
    assert!(
        managed.contains("ForServiceConnectTransportLayerSecurity"),
        "{managed}"
    );
    // The proxy's log is written with the execution role.
    let writes = like!({ "Policies": [{ "PolicyDocument": { "Statement": array_with([like!({
        "Resource": { "Fn::GetAtt": ["ServiceConnectLogs", "Arn"] },
    })]) } }] });
    at(
        &template,
        "ServiceTaskExecutionRole",
        "AWS::IAM::Role",
        writes,
    );
}

#[test]
pub(crate) fn an_access_log_without_a_query_in_a_group_of_ones_own() {
    let template = made(|stack| {
        let logs = stack.add("Logs", LogGroup::new());
        let connect = ServiceConnect::client()
            .logs(logs)
            .access_log(AccessLog::text());
        stack.add("Service", service(stack, connect));
    });
    template.resource_count_is("AWS::Logs::LogGroup", 1);
    only(
        &template,
        SERVICE,
        like!({ "ServiceConnectConfiguration": {
            "AccessLogConfiguration": { "Format": "TEXT", "IncludeQueryParameters": absent() },
            "LogConfiguration": { "Options": { "awslogs-group": { "Ref": "Logs" } } },
        } }),
    );
}

/// What `DependsOn` of a service names, of services.
fn waits(template: &Template, id: &str) -> Vec<String> {
    let depends = &template.json()["Resources"][id]["DependsOn"];
    let all = match depends {
        Value::Array(all) => all.clone(),
        Value::Null => Vec::new(),
        one => vec![one.clone()],
    };
    let names = all.iter().filter_map(Value::as_str);
    let services =
        names.filter(|name| template.json()["Resources"][name]["Type"].as_str() == Some(SERVICE));
    services.map(str::to_owned).collect()
}

fn pair(connect: impl FnOnce(Scope<'_>, ServiceHandle, ServiceHandle)) -> Template {
    made(|stack| {
        // The client stands first, so that nothing comes of the order of declaration.
        let web = stack.add("Web", service(stack, ServiceConnect::client()));
        let api = stack.add("Api", service(stack, Served::port("http").alias("api", 80)));
        connect(stack, web, api);
    })
}

/// mreferre/yelb 86: a client whose tasks start before the server knows its name learns of it never.
#[test]
pub(crate) fn a_client_is_made_after_what_it_connects_to() {
    let template = pair(|stack, web, api| stack.connect(web, api, Port::tcp(8080)));
    assert_eq!(waits(&template, "WebService"), ["ApiService"]);
    assert_eq!(waits(&template, "ApiService"), [""; 0]);
}

#[test]
pub(crate) fn services_that_reach_each_other_make_no_cycle() {
    let template = pair(|stack, web, api| {
        stack.connect(web, api, Port::tcp(8080));
        stack.connect(api, web, Port::tcp(8080));
    });
    // The one whose path comes first waits; the other cannot.
    assert_eq!(waits(&template, "ApiService"), ["WebService"]);
    assert_eq!(waits(&template, "WebService"), [""; 0]);
}
