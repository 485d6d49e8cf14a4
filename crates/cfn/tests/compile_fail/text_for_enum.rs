use stackwright_cfn::ecs;

fn main() {
    ecs::Service::new().launch_type("FARGATE");
}
