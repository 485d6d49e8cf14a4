use serde_json::json;
use stackwright::aws::rds::{AuroraPostgres, AuroraPostgresVersion, Credentials};
use stackwright::prelude::*;
use stackwright_assert::{absent, exact, like};

use super::databases::{DATABASE, KEY, database, network, postgres, text};
use super::{at, made, nginx, only, small};

/// The right is to the secret, and with its key's; both fields come from it.
#[test]
pub(crate) fn a_container_reads_the_secret_that_rds_keeps() {
    let template = made(|stack| {
        let vpc = network(stack);
        let db = stack.add("Db", postgres(vpc).secret_encrypted_with(KEY));
        let container = nginx()
            .env("DB_HOST", db.host())
            .env("DB_NAME", db.database())
            .secret("DB_PASSWORD", db.secret_field("password"));
        stack.add("App", small().container(container));
    });
    let secret = json!({ "Fn::GetAtt": ["Db", "MasterUserSecret.SecretArn"] });
    at(
        &template,
        "App",
        "AWS::ECS::TaskDefinition",
        like!({ "ContainerDefinitions": [{
            "Environment": [
                { "Name": "DB_HOST", "Value": { "Fn::GetAtt": ["Db", "Endpoint.Address"] } },
                { "Name": "DB_NAME", "Value": "app" },
            ],
            "Secrets": [{ "Name": "DB_PASSWORD", "ValueFrom": {
                "Fn::Sub": "${Db.MasterUserSecret.SecretArn}:password::",
            } }],
        }] }),
    );
    template.has_resource_properties(
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [
            { "Action": "kms:Decrypt", "Resource": KEY },
            { "Action": "secretsmanager:GetSecretValue", "Resource": secret },
        ] } }] }),
    );
    only(
        &template,
        DATABASE,
        like!({ "MasterUserSecret": { "KmsKeyId": KEY } }),
    );
}

/// Another password is a change of the secret; it knows where the database is.
#[test]
pub(crate) fn a_secret_of_the_programs_is_made_up_once_and_knows_the_database() {
    let template = database(|db| db.credentials(Credentials::Generated).user("shop"));
    only(
        &template,
        DATABASE,
        like!({
            "MasterUsername": "shop",
            "ManageMasterUserPassword": absent(),
            "MasterUserPassword": {
                "Fn::Sub": "{{resolve:secretsmanager:${DbSecret}:SecretString:password}}",
            },
        }),
    );
    only(
        &template,
        "AWS::SecretsManager::Secret",
        like!({ "GenerateSecretString": {
            "SecretStringTemplate": r#"{"username":"shop"}"#,
            "GenerateStringKey": "password",
        } }),
    );
    only(
        &template,
        "AWS::SecretsManager::SecretTargetAttachment",
        like!({
            "SecretId": { "Ref": "DbSecret" },
            "TargetId": { "Ref": "Db" },
            "TargetType": "AWS::RDS::DBInstance",
        }),
    );
    let template = made(|stack| {
        let vpc = network(stack);
        let secret = Secret::generated(20).in_json(r#"{"username":"app"}"#, "password");
        let secret = stack.add("Login", secret.encrypted_with(KEY));
        let db = postgres(vpc).credentials(Credentials::Secret(secret));
        let db = stack.add("Db", db);
        let container = nginx().secret("DB_PASSWORD", db.secret_field("password"));
        stack.add("App", small().container(container));
    });
    let text = text(&template);
    assert!(text.contains("kms:Decrypt"), "{text}");
    template.resource_count_is("AWS::SecretsManager::SecretTargetAttachment", 0);
}

#[test]
pub(crate) fn a_token_of_iam_opens_one_database_for_one_user() {
    let template = made(|stack| {
        let vpc = network(stack);
        let db = stack.add("Db", postgres(vpc).iam_authentication());
        let task = stack.add("App", small().container(nginx()));
        stack.grant(task, db.log_in_as("reports"));
    });
    template.has_resource_properties(
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [{
            "Action": "rds-db:connect",
            "Resource": { "Fn::Sub":
                "arn:${AWS::Partition}:rds-db:${AWS::Region}:${AWS::AccountId}:dbuser:${Db.DbiResourceId}/reports" },
        }] } }] }),
    );
}

/// The way, where it is, and both fields of the secret: one call.
#[test]
pub(crate) fn a_service_logs_in_by_one_link() {
    let template = made(|stack| {
        let vpc = network(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let db = stack.add("Db", postgres(vpc));
        let container = nginx().link(db.login());
        let app = FargateService::new(cluster, small().container(container));
        stack.add("App", app);
    });
    at(
        &template,
        "AppTask",
        "AWS::ECS::TaskDefinition",
        like!({ "ContainerDefinitions": [{
            "Environment": exact(json!([
                { "Name": "DB_HOST", "Value": { "Fn::GetAtt": ["Db", "Endpoint.Address"] } },
                { "Name": "DB_PORT", "Value": "5432" },
                { "Name": "DB_NAME", "Value": "app" },
            ])),
            "Secrets": [
                { "Name": "DB_USERNAME", "ValueFrom": {
                    "Fn::Sub": "${Db.MasterUserSecret.SecretArn}:username::" } },
                { "Name": "DB_PASSWORD", "ValueFrom": {
                    "Fn::Sub": "${Db.MasterUserSecret.SecretArn}:password::" } },
            ],
        }] }),
    );
    at(
        &template,
        "AppTaskExecutionRole",
        "AWS::IAM::Role",
        like!({ "Policies": [{ "PolicyDocument": { "Statement": [{
            "Action": "secretsmanager:GetSecretValue",
            "Resource": { "Fn::GetAtt": ["Db", "MasterUserSecret.SecretArn"] },
        }] } }] }),
    );
    only(
        &template,
        "AWS::EC2::SecurityGroupIngress",
        like!({
            "GroupId": { "Fn::GetAtt": ["DbSecurityGroup", "GroupId"] },
            "FromPort": 5432,
            "ToPort": 5432,
        }),
    );
}

/// No password is anywhere: the right is to one database and one user.
#[test]
pub(crate) fn a_service_logs_in_by_iam_with_one_link() {
    let template = made(|stack| {
        let vpc = network(stack);
        let cluster = stack.add("Cluster", Cluster::new(vpc));
        let db = AuroraPostgres::new(vpc, AuroraPostgresVersion::V17).iam_authentication();
        let db = stack.add("Db", db);
        let container = nginx().link_as("STORE", db.iam_login("reports"));
        let app = FargateService::new(cluster, small().container(container));
        stack.add("App", app);
    });
    at(
        &template,
        "AppTask",
        "AWS::ECS::TaskDefinition",
        like!({ "ContainerDefinitions": [{
            "Environment": [
                { "Name": "STORE_HOST" },
                { "Name": "STORE_PORT", "Value": "5432" },
                { "Name": "STORE_NAME", "Value": "app" },
                { "Name": "STORE_USERNAME", "Value": "reports" },
            ],
            "Secrets": absent(),
        }] }),
    );
    let text = text(&template);
    let right = "dbuser:${Db.DBClusterResourceId}/reports";
    assert!(text.contains(right), "{text}");
    template.resource_count_is("AWS::EC2::SecurityGroupIngress", 1);
}

/// The link names the secret of the database in the other stack, and its rules stand where no ring is.
#[test]
pub(crate) fn a_service_of_another_stack_logs_in() {
    let app = App::new();
    let data = app.stack("Data");
    let vpc = data.add("Network", Vpc::new("10.0.0.0/16").zones(2));
    let db = data.add("Db", postgres(vpc));
    let web = app.stack("Web");
    let cluster = web.add("Cluster", Cluster::new(vpc));
    let container = nginx().link(db.login());
    let service = FargateService::new(cluster, small().container(container));
    web.add("App", service);
    let templates = super::made_of(&app);
    let web = text(&templates["Web"]);
    assert!(web.contains("Data:ExportsOutput"), "{web}");
    templates["Web"].resource_count_is("AWS::EC2::SecurityGroupIngress", 1);
}
