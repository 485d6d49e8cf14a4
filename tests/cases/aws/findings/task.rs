//! What is said of tasks and their containers.

use insta::assert_snapshot;
use stackwright::aws::dynamodb::{Table, TableKey};
use stackwright::aws::ecs::{ContainerCondition, Ec2Task, LogRouter, Volume};
use stackwright::aws::efs::{FileSystem, Throughput};
use stackwright::aws::rds::{Postgres, PostgresVersion};
use stackwright::prelude::*;

use super::said;
use crate::aws::{nginx, small};

fn task(containers: impl IntoIterator<Item = Container>) -> String {
    said(|stack| {
        let task = containers.into_iter().fold(small(), FargateTask::container);
        stack.add("Task", task);
    })
}

/// A secret of text has no fields; the JSON of one that exists is not known.
#[test]
fn ecs157_a_field_that_a_secret_does_not_have() {
    assert_snapshot!(said(|stack| {
        let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").zones(2));
        let db = stack.add("Db", Postgres::new(vpc, PostgresVersion::V17));
        let token = stack.add("Token", Secret::generated(32));
        let login = Secret::generated(32).in_json(r#"{"username":"app"}"#, "password");
        let login = stack.add("Login", login);
        let arn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:old-a1b2c3";
        let old = stack.add("Old", Secret::imported(arn));
        let container = nginx()
            .secret("USER", login.field("username"))
            .secret("PASSWORD", login.field("password"))
            .secret("HOST", login.field("host"))
            .secret("OLD", old.field("pass"))
            .secret("PASS", login.field("pass"))
            .secret("TOKEN", token.field("token"))
            .secret("DB", db.secret_field("pasword"));
        stack.add("Task", small().container(container));
    }), @r#"
    error[ECS157]: `PASS` is to be `pass` of a secret that has no such field
      at Web/Task
      help: name a field that the secret has, as `username` and `password` of a login
      lines: 2
    error[ECS157]: `TOKEN` is to be `token` of a secret that has no such field
      at Web/Task
      help: name a field that the secret has, as `username` and `password` of a login
      lines: 2
    error[ECS157]: `DB` is to be `pasword` of a secret that has no such field
      at Web/Task
      help: name a field that the secret has, as `username` and `password` of a login
      lines: 2
    "#);
}

/// Who takes roles, is let in by the policy of a queue, or has a policy of somebody else may have the right.
#[test]
fn ecs158_a_container_without_a_right_to_what_it_is_told_of() {
    let said = crate::support::mistakes(|app| {
        let (data, web) = (app.stack("Data"), app.stack("Web"));
        let jobs = data.add("Jobs", Queue::new());
        let table = data.add("Table", Table::new(TableKey::string("id")));
        let files = data.add("Files", Bucket::new());
        let told = || {
            nginx()
                .env("JOBS", jobs.queue_url())
                .env("TABLE", table.reference())
        };
        let shown = nginx().env("SHOWN", files.regional_domain_name());
        web.add("Refused", small().container(told()));
        web.add("Shown", small().container(shown));
        let granted = web.add("Granted", small().container(told()));
        web.grant(granted, jobs.consume());
        web.grant(granted, table.read());
        let by_service = web.add("ByService", small().container(told()));
        let all = Statement::allow(["sqs:*", "dynamodb:*"]).on(["*"]);
        web.grant(by_service, all);
        let takes = web.add("Takes", small().container(told()));
        let other = "arn:aws:iam::111122223333:role/other";
        web.grant(takes, Statement::allow(["sts:AssumeRole"]).on([other]));
    });
    assert_snapshot!(said, @r#"
    error[ECS158]: `JOBS` tells of `Data/Jobs`, and the task role has no right to it
      at Web/Refused
      help: take a link in place of the variable: `container.link(queue.send())` brings both
    error[ECS158]: `TABLE` tells of `Data/Table`, and the task role has no right to it
      at Web/Refused
      help: take a link in place of the variable: `container.link(queue.send())` brings both
    "#);
}

#[test]
fn ops324_a_variable_that_is_set_twice() {
    assert_snapshot!(said(|stack| {
        let token = stack.add("Token", Secret::generated(32));
        let container = nginx().env("TOKEN", "a").secret("TOKEN", token);
        stack.add("Task", small().container(container));
    }), @r#"
    error[OPS324]: the container "web" has another variable "TOKEN"
      at Web/Task/Resource
      help: take one of the two out
    "#);
}

#[test]
fn ops307_a_stop_that_takes_too_long() {
    assert_snapshot!(task([nginx().stop_timeout(Duration::from_secs(121))]), @r#"
    error[OPS307]: the container "web" has a `StopTimeout` of 121 seconds
      at Web/Task/Resource
      help: set the timeout to 2 to 120 seconds
    "#);
    assert_eq!(task([nginx().stop_timeout(Duration::from_secs(120))]), "");
}

#[test]
fn ops308_a_health_check_out_of_range() {
    let check = HealthCheck::shell("true")
        .every(Duration::from_secs(301))
        .timeout(Duration::from_secs(1))
        .retries(11)
        .start_period(Duration::from_secs(301));
    assert_snapshot!(task([nginx().health_check(check)]), @r#"
    error[OPS308]: the `Interval` of the health check of the container "web" is 301
      at Web/Task/Resource
      help: use 5 to 300
    error[OPS308]: the `Retries` of the health check of the container "web" is 11
      at Web/Task/Resource
      help: use 1 to 10
    error[OPS308]: the `StartPeriod` of the health check of the container "web" is 301
      at Web/Task/Resource
      help: use 0 to 300
    error[OPS308]: the `Timeout` of the health check of the container "web" is 1
      at Web/Task/Resource
      help: use 2 to 60
    "#);
    let check = HealthCheck::shell("true")
        .every(Duration::from_secs(300))
        .timeout(Duration::from_secs(60))
        .retries(10)
        .start_period(Duration::from_secs(300));
    assert_eq!(task([nginx().health_check(check)]), "");
}

#[test]
fn ops319_no_essential_container() {
    assert_snapshot!(task([nginx().non_essential()]), @r"
    error[OPS319]: none of the containers of `Task79114B6B` is essential
      at Web/Task/Resource
      help: leave `Essential` out for the container that the task is for, or set it to true
    ");
    assert!(task([]).starts_with("error[OPS319]: `Task79114B6B` has no container\n"));
}

#[test]
fn ops306_ephemeral_storage_out_of_range() {
    let with = |gib: u32| {
        said(|stack| {
            stack.add(
                "Task",
                small().container(nginx()).ephemeral_storage(gib.gib()),
            );
        })
    };
    assert_snapshot!(with(20), @r"
    error[OPS306]: the task asks for 20 GiB of storage
      at Web/Task/Resource
      help: ask for 21 to 200 GiB, or leave the setting out for 20
    ");
    assert_eq!(
        with(201),
        with(20)
            .replace("20 GiB", "201 GiB")
            .replace("201 GiB, and", "200 GiB, and")
    );
    assert_eq!((with(21), with(200)), (String::new(), String::new()));
}

#[test]
fn ops303_containers_that_want_more_than_there_is() {
    let other = || Container::new("other", "other:1").without_logs();
    assert_snapshot!(task([
        nginx().cpu(200).memory(u32::MAX.mib()),
        other().cpu(57).memory(u32::MAX.mib()),
    ]), @r#"
    error[OPS303]: the container "web" may take 4294967295 MiB, where `Task79114B6B` has "512"
      at Web/Task/Resource
      help: raise the size of the task, or lower what its containers ask for
    error[OPS303]: the container "other" may take 4294967295 MiB, where `Task79114B6B` has "512"
      at Web/Task/Resource
      help: raise the size of the task, or lower what its containers ask for
    error[OPS303]: the containers of `Task79114B6B` reserve 257 CPU units, where the task has "256"
      at Web/Task/Resource
      help: raise the size of the task, or lower what its containers ask for
    "#);
    assert_eq!(
        task([
            nginx().cpu(200).memory(500.mib()),
            other().cpu(56).memory(12.mib())
        ]),
        ""
    );
    // What a container may take at most is not set aside for it.
    let both = [nginx(), other()]
        .map(|container| container.memory(512.mib()).memory_reservation(256.mib()));
    assert_eq!(task(both), "");
}

#[test]
fn ops318_two_containers_of_one_name() {
    let other = Container::new("web", "other:1").without_logs();
    assert_snapshot!(task([nginx(), other]), @r#"
    error[OPS318]: `Task79114B6B` has another container with the name "web"
      at Web/Task/Resource
      help: give each container a name of its own, as `web` or `log-router`
    "#);
}

#[test]
fn ops320_waiting_for_nobody() {
    assert_snapshot!(task([
        nginx().after("db", ContainerCondition::Start).after("web", ContainerCondition::Start),
    ]), @r#"
    error[OPS320]: the container "web" waits for itself
      at Web/Task/Resource
      help: name another container of the task, one that does not wait for this one itself, and the condition to wait for
    error[OPS320]: `Task79114B6B` has no container "db"
      at Web/Task/Resource
      help: name another container of the task, one that does not wait for this one itself, and the condition to wait for
    "#);
}

#[test]
fn ops321_waiting_for_health_that_nobody_checks() {
    let db = || Container::new("db", "postgres:17").without_logs();
    let web = || nginx().after("db", ContainerCondition::Healthy);
    assert_snapshot!(task([web(), db()]), @r#"
    error[OPS321]: the container "db" has no health check, so it never gets to HEALTHY
      at Web/Task/Resource
      help: for `HEALTHY`, give the other container a `HealthCheck`; for `COMPLETE` and `SUCCESS`, set its `Essential` to false; or wait for `START`
    "#);
    assert_eq!(
        task([web(), db().health_check(HealthCheck::shell("pg_isready"))]),
        ""
    );
}

#[test]
fn ecs118_a_port_that_is_none() {
    assert_snapshot!(task([nginx().expose(Port::all())]), @r"
    error[ECS118]: container `web` exposes all traffic
      at Web/Task
      help: expose a port or a range of ports, as `Port::tcp(8080)`
    ");
}

#[test]
fn ops321_waiting_for_the_end_of_an_essential_container() {
    let migrate = || Container::new("migrate", "migrate:1").without_logs();
    let web = |condition| nginx().after("migrate", condition);
    assert_snapshot!(task([web(ContainerCondition::Success), migrate()]), @r#"
    error[OPS321]: the container "migrate" is essential, so it never gets to SUCCESS
      at Web/Task/Resource
      help: for `HEALTHY`, give the other container a `HealthCheck`; for `COMPLETE` and `SUCCESS`, set its `Essential` to false; or wait for `START`
    "#);
    assert_eq!(
        task([web(ContainerCondition::Complete), migrate()]),
        task([web(ContainerCondition::Success), migrate()])
            .replace("SUCCESS,", "COMPLETE,")
            .replacen("SUCCESS", "COMPLETE", 1),
    );
    assert_eq!(
        task([web(ContainerCondition::Success), migrate().non_essential()]),
        ""
    );
}

#[test]
fn sch113_a_plain_variable_that_is_set_twice() {
    let said = task([nginx().env("MODE", "a").env("MODE", "b")]);
    let message = "error[SCH113]: the same `Name` stands in the list already\n";
    assert!(said.starts_with(message), "{said}");
}

#[test]
fn who_acknowledges_a_retired_code_has_acknowledged_its_successor() {
    let acknowledged = |code: &'static str| {
        said(|stack| {
            let container = nginx().stop_timeout(Duration::from_secs(121));
            let task = stack.add("Task", small().container(container));
            stack
                .at(task)
                .acknowledge(code, "the service is not on Fargate yet");
        })
    };
    assert_eq!(acknowledged("ECS102"), "");
    assert!(acknowledged("ECS101").starts_with("error[OPS307]"));
}

/// Whether a program is told a code, with these words.
#[track_caller]
fn is_told(build: impl FnOnce(Scope<'_>), words: &[&str]) {
    let found = said(build);
    for words in words {
        assert!(found.contains(words), "{words} in {found}");
    }
}

#[test]
fn ecs133_two_volumes_of_one_name() {
    is_told(
        |stack| {
            let container = nginx()
                .mount("/a", Volume::host("data", "/a"))
                .mount("/b", Volume::host("data", "/b"));
            stack.add("Task", Ec2Task::new().memory(1.gib()).container(container));
        },
        &["error[ECS133]: two volumes of the task are named `data`"],
    );
}

#[test]
fn ecs134_a_folder_of_a_machine_on_fargate() {
    is_told(
        |stack| {
            let container = nginx().mount("/logs", Volume::host("logs", "/var/log"));
            stack.add("Task", small().container(container));
        },
        &["error[ECS134]: a task for FARGATE mounts a folder of its machine"],
    );
}

/// AWS has said that such a task does not start.
#[test]
fn ecs134_files_of_a_bucket_on_instances_of_ones_own() {
    let arn = "arn:aws:s3files:eu-west-1:111122223333:file-system/fs-0a1b2c3d4e5f60718";
    is_told(
        |stack| {
            let container = nginx().mount("/data", Volume::s3_files("data", arn));
            stack.add("Task", Ec2Task::new().memory(1.gib()).container(container));
        },
        &["error[ECS134]: a task for EC2 mounts S3 Files"],
    );
}

#[test]
fn ecs135_a_file_system_in_subnets_that_are_not_known() {
    is_told(
        |stack| {
            let vpc = stack.add(
                "Network",
                Vpc::imported("vpc-0a1b2c3d").private(["subnet-0a"]),
            );
            stack.add("Files", FileSystem::new(vpc));
        },
        &["error[ECS135]: a file system in subnets that are not known one by one"],
    );
}

#[test]
fn ecs136_a_router_on_fargate_reads_from_a_bucket() {
    is_told(
        |stack| {
            let router =
                LogRouter::fluent_bit("2.34.3").config_in_bucket("arn:aws:s3:::conf", "a.conf");
            stack.add("Task", small().log_router(router).container(nginx()));
        },
        &["error[ECS136]: a log router on Fargate reads its configuration from a bucket"],
    );
}

#[test]
pub(crate) fn files_are_archived_with_elastic_throughput_only() {
    assert_snapshot!(said(|stack| {
        let vpc = stack.add("Vpc", Vpc::new("10.0.0.0/16").zones(2));
        let files = FileSystem::new(vpc).archived_after_90_days();
        stack.add("Files", files.throughput(Throughput::Bursting));
    }), @"
    error[EFS101]: files are archived, and the throughput is not elastic
      at Web/Files
      help: leave `.throughput(..)` out, or `.archived_after_90_days()`
    ");
}
