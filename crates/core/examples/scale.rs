//! How long 500 services of 15 resources over 20 stacks take: `cargo run --release --example scale`.

use std::time::Instant;

use serde_json::json;
use stackwright_core::{App, Handle, Json, Parameter, RawResource, Str, TagShape, Value, sub};
use stackwright_template::Template;

fn main() {
    let policy = json!({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": ["a:b", "c:d"], "Resource": "*"}],
    });
    for _ in 0..5 {
        let start = Instant::now();
        let app = App::new();
        let shared = app.stack("Shared");
        let project = shared.add("Project", Parameter::string());
        let vpc = shared.add("Vpc", RawResource::new("AWS::EC2::VPC"));
        let mut asked = Vec::new();
        for stack_number in 0..20 {
            let stack = app.stack(format!("Services{stack_number}"));
            stack.tag("Project", "shop");
            for service_number in 0..25 {
                let service = stack.scope(format!("Service{service_number}"));
                let mut last = service.add("Main", RawResource::new("AWS::ECS::Service"));
                for number in 0..14 {
                    let text: Value<Json> =
                        sub!("arn:{AWS::Partition}:{project}:x/{n}", n = number).assume();
                    let resource = RawResource::new("AWS::Test::Resource")
                        .taggable(TagShape::List)
                        .property("Vpc", vpc.reference::<Str>())
                        .property("Name", text)
                        .property("Last", last.attribute::<Str>("Arn"))
                        .property("Policy", policy.clone());
                    let next = service
                        .scope(format!("Part{number}"))
                        .add("Resource", resource);
                    service.of(next).depends_on(last);
                    last = next;
                }
                asked.push((last.node(), service.node()));
            }
        }
        let built = start.elapsed();
        let start = Instant::now();
        let needed = asked.iter().filter(|(a, b)| app.needs(*a, *b)).count();
        let needs = start.elapsed();
        let start = Instant::now();
        let synthesis = app.synth();
        let synth = start.elapsed();
        let start = Instant::now();
        let bytes: usize = synthesis
            .stacks
            .iter()
            .map(|s| s.template.to_json().len())
            .sum();
        let json = start.elapsed();
        println!(
            "build {built:?}, {needed} times needs {needs:?}, synth {synth:?}, \
             {bytes} bytes of JSON {json:?}"
        );
    }
}
