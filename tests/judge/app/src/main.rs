//! A program as the judge has the AWS CDK command line run it: an image of a directory in the repository
//! of the bootstrap, the same in a repository of its own, a file, a nested stack, and a template that is too long
//! for a call.

use stackwright::aws::ecs::EnvironmentFile;
use stackwright::aws::lookup::{VpcBy, account_zones};
use stackwright::prelude::*;

fn main() -> std::process::ExitCode {
    stackwright::run(build)
}

fn build(app: &App) {
    if app.context("roles").is_some() {
        app.bootstrap(Bootstrap::new().roles());
    }
    let team = app.context("team").and_then(|team| team.as_str());
    let team = team.unwrap_or("nobody").to_owned();

    let registry = app.stack("Registry");
    registry.tag("Team", team.clone());
    let shop = registry.add("Shop", EcrRepository::new().name("shop"));

    let web = app.stack("Web");
    web.name("shop-web");
    web.tag("Team", team);
    let settings = web.add("Settings", FileAsset::new("web.env"));
    let api = Container::new("api", image())
        .port(8080)
        .environment_file(EnvironmentFile::asset(settings));
    let jobs = Container::new("jobs", image().target("jobs").into_repository(shop));
    let task = FargateTask::new(TaskSize::Quarter(QuarterMemory::Mib512))
        .architecture(CpuArchitecture::Arm64)
        .container(api)
        .container(jobs);
    web.add("Task", task);
    let site = web.add("Site", DirectoryAsset::new("site"));
    web.add("SiteKey", Output::new(site.key()));

    // A stack in a stack, with a way in and a way out.
    let parts = app.stack("Parts");
    let mail = RawResource::new("AWS::SQS::Queue").property("QueueName", "mail");
    let mail = parts.add("Mail", mail);
    let inner = parts.nested_stack("Inner");
    let copy = RawResource::new("AWS::SSM::Parameter")
        .property("Name", "/parts/mail")
        .property("Type", "String")
        .property("Value", mail.attribute::<Str>("Arn"));
    let copy = inner.add("Copy", copy);
    parts.add("Shown", Output::new(copy.reference::<Str>()));

    // What exists in the account, by what it is called.
    if app.context("lookups").is_some() {
        let found = app.stack("Found").environment("123456789012", "us-east-1");
        let vpc = found.add("Vpc", Vpc::lookup(VpcBy::default_of_region()));
        let group = SecurityGroup::new(vpc);
        found.add("Group", group);
        let zones = account_zones(*found, 2);
        found.add("Zones", Output::new(zones.join(",")));
    }

    let large = app.stack("Large");
    large.tag("Team", "shop");
    for number in 0..20 {
        let text = format!("{number}-{}", "x".repeat(3_000));
        // moto wants names.
        let parameter = RawResource::new("AWS::SSM::Parameter")
            .property("Name", format!("/shop/{number}"))
            .property("Type", "String");
        large.add(
            format!("Parameter{number}"),
            parameter.property("Value", text),
        );
    }
}

fn image() -> Image {
    Image::directory("api")
        .build_arg("STAGE", "test")
        .build_arg("COLOUR", "blue")
        .build_secret("token", BuildSecret::env("NPM_TOKEN"))
}
