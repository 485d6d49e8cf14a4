use stackwright_cfn::ecs;

fn main() {
    ecs::service::AwsVpcConfiguration::new().subnets("subnet-1");
}
