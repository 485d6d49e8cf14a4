use stackwright_cfn::ecs;

fn main() {
    ecs::Service::new().desired_count("2");
}
