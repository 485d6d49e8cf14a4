use serde_json::json;
use stackwright::aws::elb::{
    ClaimFormat, Cognito, FixedResponse, Jwt, ListenerCertificate, MutualTls, Oidc, OidcProvider,
    ResponseHeader, Target, TargetGroup, TlsPolicy, TrustStore, TrustStoreRevocation,
    Unauthenticated,
};
use stackwright::prelude::*;
use stackwright_assert::{array_with, exact, like};

use super::doors::{attributes, https};
use super::{made, only, vpc};
use crate::support;

const BALANCER: &str = "AWS::ElasticLoadBalancingV2::LoadBalancer";
const LISTENER: &str = "AWS::ElasticLoadBalancingV2::Listener";
const RULE: &str = "AWS::ElasticLoadBalancingV2::ListenerRule";
const CERTIFICATE: &str = "arn:aws:acm:eu-west-1:111122223333:certificate/1";

#[test]
pub(crate) fn weights_and_stickiness_of_groups() {
    let template = made(|stack| {
        let vpc = vpc(stack);
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc));
        let old = stack.add("Old", TargetGroup::new(vpc, Port::http(80)));
        let new = stack.add("New", TargetGroup::new(vpc, Port::http(80)));
        let action = Action::weighted([(old, 90), (new, 10)]).sticky(5.minutes());
        stack.add("Rule", ListenerRule::new(front.path("/a"), action));
    });
    let config = json!({
        "TargetGroups": [
            {"TargetGroupArn": {"Ref": "Old"}, "Weight": 90},
            {"TargetGroupArn": {"Ref": "New"}, "Weight": 10},
        ],
        "TargetGroupStickinessConfig": {"Enabled": true, "DurationSeconds": 300},
    });
    only(
        &template,
        RULE,
        like!({ "Actions": [{ "Type": "forward", "ForwardConfig": exact(config) }] }),
    );
}

#[test]
pub(crate) fn answers_with_a_body() {
    let template = made(|stack| {
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc(stack)));
        let closed = FixedResponse::status(503).html("<h1>closed</h1>");
        stack.add(
            "Rule",
            ListenerRule::new(front.path("/a"), Action::respond(closed)),
        );
    });
    let config =
        json!({"StatusCode": "503", "ContentType": "text/html", "MessageBody": "<h1>closed</h1>"});
    only(
        &template,
        RULE,
        like!({ "Actions": [{ "FixedResponseConfig": exact(config) }] }),
    );
}

/// Before anything else is done, and the load balancer can reach who knows.
#[test]
pub(crate) fn people_sign_in_by_openid_connect() {
    let template = made(|stack| {
        let provider = OidcProvider::new(
            "https://id.example.com",
            "https://id.example.com/authorize",
            "https://id.example.com/token",
            "https://id.example.com/userinfo",
        );
        let oidc = Oidc::new(provider, "client", "{{resolve:secretsmanager:oidc}}")
            .scope("openid email")
            .cookie("signed-in")
            .unauthenticated(Unauthenticated::Deny)
            .session(1.hours())
            .extra([("prompt", "login")]);
        let action = Action::respond(200).authenticate(oidc);
        stack.add(
            "Rule",
            ListenerRule::new(https(stack).path("/admin/*"), action),
        );
    });
    let config = json!({
        "Issuer": "https://id.example.com",
        "AuthorizationEndpoint": "https://id.example.com/authorize",
        "TokenEndpoint": "https://id.example.com/token",
        "UserInfoEndpoint": "https://id.example.com/userinfo",
        "ClientId": "client",
        "ClientSecret": "{{resolve:secretsmanager:oidc}}",
        "Scope": "openid email",
        "SessionCookieName": "signed-in",
        "OnUnauthenticatedRequest": "deny",
        "AuthenticationRequestExtraParams": {"prompt": "login"},
        "SessionTimeout": 3600,
    });
    only(
        &template,
        RULE,
        like!({ "Actions": [
            { "Type": "authenticate-oidc", "Order": 1, "AuthenticateOidcConfig": exact(config) },
            { "Type": "fixed-response", "Order": 2 },
        ] }),
    );
    let out = like!({ "FromPort": 443, "CidrIp": "0.0.0.0/0" });
    only(
        &template,
        "AWS::EC2::SecurityGroup",
        like!({ "SecurityGroupEgress": array_with([out]) }),
    );
}

/// A listener has the time of a session as text, a rule as a number.
#[test]
pub(crate) fn people_sign_in_at_a_user_pool() {
    let cognito = || {
        let pool = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_1";
        Cognito::new(pool, "client", "shop").session(1.hours())
    };
    let template = made(|stack| {
        let front = ApplicationLoadBalancer::new(vpc(stack))
            .certificate(CERTIFICATE)
            .otherwise(Action::respond(200).authenticate(cognito()));
        let front = stack.add("Front", front);
        let place = front.path("/a").authenticate(cognito());
        stack.add("Rule", ListenerRule::new(place, Action::respond(200)));
    });
    let config = |session: serde_json::Value| {
        let config = like!({ "UserPoolDomain": "shop", "UserPoolClientId": "client", "SessionTimeout": exact(session) });
        like!({ "Type": "authenticate-cognito", "AuthenticateCognitoConfig": config })
    };
    let rule = array_with([config(json!(3600))]);
    only(&template, RULE, like!({ "Actions": rule }));
    let listener = array_with([config(json!("3600"))]);
    super::at(
        &template,
        "FrontListener",
        LISTENER,
        like!({ "DefaultActions": listener }),
    );
}

#[test]
pub(crate) fn programs_show_tokens_with_claims() {
    let template = made(|stack| {
        let jwt = Jwt::new("https://id.example.com", "https://id.example.com/jwks.json")
            .claim("scope", ClaimFormat::SpaceSeparated, ["orders.read"])
            .claim("roles", ClaimFormat::StringArray, ["admin", "clerk"])
            .claim("tenant", ClaimFormat::SingleString, ["shop"]);
        let place = https(stack).path("/orders/*").authenticate(jwt);
        stack.add("Rule", ListenerRule::new(place, Action::respond(200)));
    });
    let config = json!({
        "Issuer": "https://id.example.com",
        "JwksEndpoint": "https://id.example.com/jwks.json",
        "AdditionalClaims": [
            {"Format": "space-separated-values", "Name": "scope", "Values": ["orders.read"]},
            {"Format": "string-array", "Name": "roles", "Values": ["admin", "clerk"]},
            {"Format": "single-string", "Name": "tenant", "Values": ["shop"]},
        ],
    });
    let action = like!({ "Type": "jwt-validation", "JwtValidationConfig": exact(config) });
    only(&template, RULE, like!({ "Actions": array_with([action]) }));
}

/// Elastic Load Balancing refuses the rule, at deployment.
#[test]
pub(crate) fn tokens_are_not_taken_over_http() {
    let found = support::findings(|app| {
        let stack = app.stack("Web");
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc(*stack)));
        let jwt = Jwt::new("https://id.example.com", "https://id.example.com/jwks.json");
        let place = front.path("/a").authenticate(jwt);
        stack.add("Rule", ListenerRule::new(place, Action::respond(200)));
    });
    insta::assert_snapshot!(found, @r"
    error[ELB115]: `Web/Front/Listener` is to find out who requests come from, over HTTP
      at Web/Rule
      help: give the listener a certificate, so that it speaks HTTPS
    ");
}

#[test]
pub(crate) fn several_certificates() {
    let template = made(|stack| {
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc(stack)));
        let listener = Listener::new(front, Port::https(443), Action::respond(404))
            .certificate(CERTIFICATE)
            .certificate_for(
                "shop.example.com",
                "arn:aws:acm:eu-west-1:111122223333:certificate/2",
            )
            .ssl_policy(TlsPolicy::Tls13Pq);
        let listener = stack.add("Listener", listener);
        let blog = "arn:aws:acm:eu-west-1:111122223333:certificate/3";
        stack.add("Blog", ListenerCertificate::new(listener, blog));
    });
    only(
        &template,
        LISTENER,
        like!({
            "SslPolicy": "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
            "Certificates": [{ "CertificateArn": CERTIFICATE }],
        }),
    );
    let of_listener = "AWS::ElasticLoadBalancingV2::ListenerCertificate";
    assert_eq!(
        super::ids(&template, of_listener),
        ["Listenershopexamplecom", "Blog"]
    );
}

#[test]
pub(crate) fn clients_show_certificates() {
    let template = made(|stack| {
        let store = TrustStore::new("authorities", "partners.pem")
            .version("1")
            .name("partners");
        let store = stack.add("Store", store);
        let lists = TrustStoreRevocation::new(store, "authorities", "lost.crl");
        stack.add("Lost", lists.and("authorities", "stolen.crl"));
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc(stack)));
        for (id, port, mutual) in [
            (
                "Verify",
                443,
                MutualTls::verify(store)
                    .ignore_expiry()
                    .advertise_authorities(),
            ),
            ("Pass", 8443, MutualTls::passthrough()),
        ] {
            let listener = Listener::new(front, Port::https(port), Action::respond(404));
            stack.add(id, listener.certificate(CERTIFICATE).mutual_tls(mutual));
        }
    });
    let verify = json!({
        "Mode": "verify",
        "TrustStoreArn": {"Ref": "Store"},
        "IgnoreClientCertificateExpiry": true,
        "AdvertiseTrustStoreCaNames": "on",
    });
    super::at(
        &template,
        "Verify",
        LISTENER,
        like!({ "MutualAuthentication": exact(verify) }),
    );
    let pass = exact(json!({"Mode": "passthrough"}));
    super::at(
        &template,
        "Pass",
        LISTENER,
        like!({ "MutualAuthentication": pass }),
    );
    only(
        &template,
        "AWS::ElasticLoadBalancingV2::TrustStore",
        exact(json!({
            "Name": "partners",
            "CaCertificatesBundleS3Bucket": "authorities",
            "CaCertificatesBundleS3Key": "partners.pem",
            "CaCertificatesBundleS3ObjectVersion": "1",
        })),
    );
    only(
        &template,
        "AWS::ElasticLoadBalancingV2::TrustStoreRevocation",
        like!({ "RevocationContents": [
            { "S3Bucket": "authorities", "S3Key": "lost.crl", "RevocationType": "CRL" },
            { "S3Key": "stolen.crl" },
        ] }),
    );
}

#[test]
pub(crate) fn headers_of_every_answer() {
    let template = made(|stack| {
        let front = stack.add("Front", ApplicationLoadBalancer::new(vpc(stack)));
        let listener = Listener::new(front, Port::http(80), Action::respond(404))
            .response_header(ResponseHeader::StrictTransportSecurity, "max-age=31536000")
            .hide_server();
        stack.add("Listener", listener);
    });
    let list = attributes(&[
        (
            "routing.http.response.strict_transport_security.header_value",
            "max-age=31536000",
        ),
        ("routing.http.response.server.enabled", "false"),
    ]);
    only(&template, LISTENER, like!({ "ListenerAttributes": list }));
}

/// AWS CDK forgets the conditions of such a rule (9643), demands a group (21930), and changes it
/// (25490).
#[test]
pub(crate) fn a_rule_of_an_imported_listener_changes_nothing_of_others() {
    let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shared/1/2";
    let template = made(|stack| {
        let group = stack.add("Shared", SecurityGroup::imported("sg-1"));
        let vpc = vpc(stack);
        let with = Listener::imported(arn).security_group(group).vpc(vpc);
        let without = Listener::imported(arn);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        for (id, listener) in [("With", with), ("Without", without)] {
            let listener = stack.add(format!("{id}Listener"), listener);
            let task = super::small().container(super::nginx().port(80));
            let service = FargateService::new(cluster, task);
            let service = match id {
                "With" => service,
                // Whom that lets in is not ours to say.
                _ => service.security_group(stack.add("Own", SecurityGroup::imported("sg-2"))),
            };
            stack.add(id, service.behind(listener.path("/a").host(id)));
        }
    });
    template.resource_properties_count_is(
        RULE,
        like!({ "ListenerArn": arn, "Conditions": [{ "Field": "host-header" }, { "Field": "path-pattern" }] }),
        2,
    );
    // Only what is ours lets in, and only whom it knows.
    only(
        &template,
        "AWS::EC2::SecurityGroupIngress",
        like!({ "SourceSecurityGroupId": "sg-1" }),
    );
    template.resource_count_is("AWS::EC2::SecurityGroupEgress", 0);
}

/// Whoever keeps a load balancer keeps it: a service only registers its tasks.
#[test]
pub(crate) fn what_exists_is_left_alone() {
    let arn = |rest: &str| format!("arn:aws:elasticloadbalancing:eu-west-1:111122223333:{rest}");
    let template = made(|stack| {
        let vpc = vpc(stack);
        let shared = ApplicationLoadBalancer::imported(arn("loadbalancer/app/shared/1"));
        let guard = stack.add("Guard", SecurityGroup::imported("sg-1"));
        let shared = stack.add("Shared", shared.security_group(guard));
        let listener = Listener::imported(arn("listener/app/shared/1/2")).security_group(guard);
        let listener = stack.add("Listener", listener);
        let group = TargetGroup::imported(arn("targetgroup/shop/3"), Port::http(80));
        let group = stack.add("Group", group);
        stack.add("Full", Output::new(group.target_group_full_name()));
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let task = super::small().container(super::nginx().port(80));
        let service = FargateService::new(cluster, task);
        stack.add("Shop", service.behind(Target::new(shared, listener, group)));
    });
    let target = arn("targetgroup/shop/3");
    only(
        &template,
        "AWS::ECS::Service",
        like!({ "LoadBalancers": [{ "TargetGroupArn": target.clone(), "ContainerPort": 80 }] }),
    );
    for kind in ["LoadBalancer", "Listener", "ListenerRule", "TargetGroup"] {
        let name = format!("AWS::ElasticLoadBalancingV2::{kind}");
        template.resource_count_is(&name, 0);
    }
    template.resource_count_is("AWS::EC2::SecurityGroupEgress", 0);
    template.template_matches(like!({ "Outputs": {
        "Full": { "Value": { "Fn::Select": [5, { "Fn::Split": [":", target] }] } },
    } }));
}

#[test]
pub(crate) fn an_imported_load_balancer() {
    let arn = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/app/shared/1";
    let listener = "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/shared/1/2";
    let template = made(|stack| {
        let group = stack.add("Group", SecurityGroup::imported("sg-1"));
        let shared = ApplicationLoadBalancer::imported(arn)
            .vpc(vpc(stack))
            .security_group(group)
            .listener(listener)
            .dns_name("shared.example.com")
            .hosted_zone("Z1");
        let shared = stack.add("Shared", shared);
        stack.add("Name", Output::new(shared.dns_name()));
        stack.add("Zone", Output::new(shared.canonical_hosted_zone_id()));
        stack.add("Full", Output::new(shared.load_balancer_full_name()));
        stack.add(
            "Rule",
            ListenerRule::new(shared.path("/a"), Action::respond(200)),
        );
    });
    only(&template, RULE, like!({ "ListenerArn": listener }));
    template.resource_count_is(BALANCER, 0);
    template.template_matches(like!({ "Outputs": {
        "Name": { "Value": "shared.example.com" },
        "Zone": { "Value": "Z1" },
        "Full": { "Value": { "Fn::Select": [1, { "Fn::Split": ["loadbalancer/", arn] }] } },
    } }));
}
