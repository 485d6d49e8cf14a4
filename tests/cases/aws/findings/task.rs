//! What is said of tasks and their containers.

use insta::assert_snapshot;
use stackwright::aws::ecs::ContainerCondition;
use stackwright::prelude::*;

use super::said;
use crate::aws::{nginx, small};

fn task(containers: impl IntoIterator<Item = Container>) -> String {
    said(|stack| {
        let task = containers.into_iter().fold(small(), FargateTask::container);
        stack.add("Task", task);
    })
}

#[test]
fn ecs101_a_variable_that_is_set_twice() {
    assert_snapshot!(said(|stack| {
        let token = stack.add("Token", Secret::generated(32));
        let container = nginx().env("TOKEN", "a").secret("TOKEN", token);
        stack.add("Task", small().container(container));
    }), @r"
    error[ECS101]: container `web` sets `TOKEN` twice
      at Web/Task
      help: an environment variable has one value, plain or secret
    ");
}

#[test]
fn ecs102_a_stop_that_takes_too_long() {
    assert_snapshot!(task([nginx().stop_timeout(Duration::from_secs(121))]), @r"
    error[ECS102]: container `web` may take 121 seconds to stop
      at Web/Task
      help: Fargate waits for 120 seconds at most
    ");
    assert_eq!(task([nginx().stop_timeout(Duration::from_secs(120))]), "");
}

#[test]
fn ecs103_a_health_check_out_of_range() {
    let check = HealthCheck::shell("true")
        .every(Duration::from_secs(301))
        .timeout(Duration::from_secs(1))
        .retries(11)
        .start_period(Duration::from_secs(301));
    assert_snapshot!(task([nginx().health_check(check)]), @r"
    error[ECS103]: the interval of the health check of `web` is 301
      at Web/Task
      help: ECS takes 5 to 300
    error[ECS103]: the number of retries of the health check of `web` is 11
      at Web/Task
      help: ECS takes 1 to 10
    error[ECS103]: the start period of the health check of `web` is 301
      at Web/Task
      help: ECS takes 0 to 300
    error[ECS103]: the timeout of the health check of `web` is 1
      at Web/Task
      help: ECS takes 2 to 60
    ");
    let check = HealthCheck::shell("true")
        .every(Duration::from_secs(300))
        .timeout(Duration::from_secs(60))
        .retries(10)
        .start_period(Duration::from_secs(300));
    assert_eq!(task([nginx().health_check(check)]), "");
}

#[test]
fn ecs105_no_essential_container() {
    assert_snapshot!(task([nginx().non_essential()]), @r"
    error[ECS105]: a task without an essential container
      at Web/Task
      help: add a container, or leave `.non_essential()` out of one
    ");
    assert_eq!(task([]), task([nginx().non_essential()]));
}

#[test]
fn ecs106_ephemeral_storage_out_of_range() {
    let with = |gib: u32| {
        said(|stack| {
            stack.add(
                "Task",
                small().container(nginx()).ephemeral_storage(gib.gib()),
            );
        })
    };
    assert_snapshot!(with(20), @r"
    error[ECS106]: ephemeral storage of 20 GiB
      at Web/Task
      help: Fargate takes 21 to 200 GiB, and gives 20 if nothing is said
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
fn ecs107_containers_that_want_more_than_there_is() {
    let other = || Container::new("other", "other:1").without_logs();
    assert_snapshot!(task([
        nginx().cpu(200).memory(u32::MAX.mib()),
        other().cpu(57).memory(u32::MAX.mib()),
    ]), @r"
    error[ECS107]: the containers want 257 CPU units of a task that has 256
      at Web/Task
      help: give the containers less, or the task more
    error[ECS107]: the containers want 8589934590 MiB of memory of a task that has 512
      at Web/Task
      help: give the containers less, or the task more
    ");
    assert_eq!(
        task([
            nginx().cpu(200).memory(500.mib()),
            other().cpu(56).memory(12.mib())
        ]),
        ""
    );
}

#[test]
fn ecs108_two_containers_of_one_name() {
    assert_snapshot!(task([nginx(), nginx()]), @r"
    error[ECS108]: two containers are named `web`
      at Web/Task
      help: names are unique within a task
    ");
}

#[test]
fn ecs109_waiting_for_nobody() {
    assert_snapshot!(task([
        nginx().after("db", ContainerCondition::Start).after("web", ContainerCondition::Start),
    ]), @r"
    error[ECS109]: container `web` waits for `db`, which the task does not have
      at Web/Task
      help: name a container of the same task
    error[ECS109]: container `web` waits for itself
      at Web/Task
      help: name another container of the task
    ");
}

#[test]
fn ecs110_waiting_for_health_that_nobody_checks() {
    let db = || Container::new("db", "postgres:17").without_logs();
    let web = || nginx().after("db", ContainerCondition::Healthy);
    assert_snapshot!(task([web(), db()]), @r"
    error[ECS110]: container `web` waits for `db` to be well, which has no health check
      at Web/Task
      help: give it one, or wait for `ContainerCondition::Start`
    ");
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
fn ecs120_waiting_for_the_end_of_an_essential_container() {
    let migrate = || Container::new("migrate", "migrate:1").without_logs();
    let web = |condition| nginx().after("migrate", condition);
    assert_snapshot!(task([web(ContainerCondition::Success), migrate()]), @r"
    error[ECS120]: container `web` waits for the end of `migrate`, which is essential
      at Web/Task
      help: the task ends with an essential container; make it `.non_essential()`
    ");
    assert_eq!(
        task([web(ContainerCondition::Complete), migrate()]),
        task([web(ContainerCondition::Success), migrate()]),
    );
    assert_eq!(
        task([web(ContainerCondition::Success), migrate().non_essential()]),
        ""
    );
}
