//! What is said of files, directories and images that are published.

use insta::assert_snapshot;
use stackwright::aws::ecs::Ec2Task;
use stackwright::prelude::*;

use super::said;
use crate::aws::small;

const API: &str = "data/assets/api";

fn api(image: Image) -> FargateTask {
    small().container(Container::new("api", image))
}

/// Without the directory of this checkout.
fn said_here(build: impl FnOnce(Scope<'_>)) -> String {
    said(build).replace(env!("CARGO_MANIFEST_DIR"), "HERE")
}

#[test]
fn ast101_a_directory_that_is_not_there() {
    assert_snapshot!(said_here(|stack| {
        stack.add("Task", api(Image::directory("data/assets/nowhere")));
    }), @r#"
    error[AST101]: cannot read `HERE/data/assets/nowhere`: No such file or directory (os error 2)
      at Web/Task
      help: paths are relative to the package that cargo runs, or else to the current directory
      lines: 2
    "#);
}

#[test]
fn ast101_a_dockerfile_outside() {
    assert_snapshot!(said_here(|stack| {
        let image = Image::directory(API).dockerfile("../Dockerfile");
        stack.add("Task", api(image));
    }), @r#"
    error[AST101]: the Dockerfile `../Dockerfile` is not in `HERE/data/assets/api`
      at Web/Task
      help: Docker sees what is in the directory only: put the Dockerfile into it
      lines: 2
    "#);
}

#[test]
fn ast101_more_than_is_meant() {
    assert_snapshot!(said_here(|stack| {
        stack.add("Task", api(Image::directory(API).at_most(0.mib())));
    }), @r#"
    error[AST101]: `HERE/data/assets/api` holds 29 bytes or more, and 0 are the most; the largest file is `HERE/data/assets/api/.dockerignore`
      at Web/Task
      help: leave out what does not belong to it, as `target` and `node_modules`, or say how much is meant
      lines: 2
    "#);
}

#[test]
fn ast101_a_file_that_is_a_directory() {
    assert_snapshot!(said_here(|stack| {
        let settings = stack.add("Settings", FileAsset::new("data/assets"));
        stack.add("Key", Output::new(settings.key()));
    }), @r#"
    error[AST101]: `HERE/data/assets` is not a file
      at Web/Settings
      help: name another path, or leave it out
      lines: 2
    error[TPL103]: the template has no resources
      at Web
      help: add a resource
    "#);
}

#[test]
fn ast101_a_line_that_docker_refuses() {
    assert_snapshot!(said_here(|stack| {
        let site = DirectoryAsset::new("data/assets/site").leave_out(["drafts", "!"]);
        stack.add("Site", site);
    }), @r#"
    error[AST101]: `HERE/data/assets/site`: line 2, `!`: nothing stands behind the `!`
      at Web/Site
      help: Docker refuses the list; mend the line
      lines: 2
    error[TPL103]: the template has no resources
      at Web
      help: add a resource
    "#);
}

#[test]
fn ast102_an_image_for_another_platform() {
    assert_snapshot!(said(|stack| {
        let image = Image::directory(API).platform(Platform::LinuxAmd64);
        stack.add("Task", api(image).architecture(CpuArchitecture::Arm64));
    }), @r#"
    error[AST102]: an image for `linux/amd64` in a task for `linux/arm64`
      at Web/Task
      help: leave the platform of the image out, so that it is that of the task, or change the task's
      lines: 2
    "#);
}

#[test]
fn ast102_an_image_for_another_platform_than_fargates_default() {
    assert_snapshot!(said(|stack| {
        stack.add("Task", api(Image::directory(API).platform(Platform::LinuxArm64)));
    }), @r#"
    error[AST102]: an image for `linux/arm64` in a task for `linux/amd64`
      at Web/Task
      help: leave the platform of the image out, so that it is that of the task, or change the task's
      lines: 2
    "#);
}

#[test]
fn ast103_nobody_says_the_platform() {
    assert_snapshot!(said(|stack| {
        let api = Container::new("api", Image::directory(API));
        stack.add("Task", Ec2Task::new().memory(512.mib()).container(api));
    }), @r#"
    error[AST103]: an image of `data/assets/api` whose platform nobody says
      at Web/Task
      help: say the `architecture` of the task, or the `platform` of the image
      lines: 2
    "#);
}

#[test]
fn ast104_a_repository_without_a_name() {
    assert_snapshot!(crate::support::mistakes(|app| {
        let shop = app.stack("Registry").add("Shop", EcrRepository::new().keep_last(10));
        let image = Image::directory(API).into_repository(shop);
        app.stack("Web").add("Task", api(image));
    }), @r#"
    error[AST104]: an image for a repository whose name is not known
      at Web/Task
      help: name the repository, as `EcrRepository::new().name("shop")`
      lines: 2
    "#);
}

#[test]
fn ast105_a_repository_of_the_same_stack() {
    assert_snapshot!(said(|stack| {
        let shop = stack.add("Shop", EcrRepository::new().name("shop").keep_last(10));
        stack.add("Task", api(Image::directory(API).into_repository(shop)));
    }), @r#"
    error[AST105]: an image for a repository of the same stack
      at Web/Task
      help: put the repository into another stack, which is deployed before
      lines: 2
    "#);
}
