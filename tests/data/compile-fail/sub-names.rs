use stackwright_core::sub;

fn main() {
    sub!("{missing}");
    sub!("{AWS::NoValue}");
    sub!("{AWS::Regoin}");
    sub!("arn:${AWS::Partition}:iam");
}
